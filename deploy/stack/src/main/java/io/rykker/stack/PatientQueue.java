package io.rykker.stack;

import io.debezium.connector.base.DefaultQueueProvider;
import io.debezium.pipeline.Sizeable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Debezium's queue in memory, for connectors that look often. Whoever takes from that queue waits in whole milliseconds and
 * asks it without a pause through what is left of the last one: at a look every 25 ms, a twenty-fifth of a processor for each
 * connector with nothing to do. This one lets whoever finds it empty wait a moment.
 */
public final class PatientQueue<T extends Sizeable> extends DefaultQueueProvider<T> {

    /** What it is called in {@code queue.provider.type}. */
    static final String NAME = "patient";

    private static final long MOMENT_NANOS = 400_000;

    private volatile @Nullable Thread filling;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void enqueue(T record) throws InterruptedException {
        filling = Thread.currentThread();
        super.enqueue(record);
    }

    /** Asked under a lock by both sides; who fills it does not wait. */
    @Override
    public int size() {
        int size = super.size();
        if (size == 0 && Thread.currentThread() != filling) {
            LockSupport.parkNanos(MOMENT_NANOS);
        }
        return size;
    }
}
