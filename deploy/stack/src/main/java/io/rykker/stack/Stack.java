package io.rykker.stack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * The whole system on this machine: Kafka, Kafka Connect, the neighbours and the five services, each with a PostgreSQL of
 * its own; every one is a process on one data folder. The processes outlive this object; a second one on the same folder
 * finds them.
 *
 * <p>{@link #up()} starts what does not run and leaves what does, so it also repairs a stack of which something was
 * killed. {@code kill...} ends a part the way a power cut would.
 */
public final class Stack implements AutoCloseable {

    private final Layout layout;
    private final Tokens tokens;
    private final ManualClock clock;
    private final Map<Service, Postgres> databases = new EnumMap<>(Service.class);
    private final Kafka kafka;
    private final Connect connect;
    private final Neighbours neighbours;
    private final Map<Service, ServiceProcess> services = new EnumMap<>(Service.class);
    private final AgencyReports agencyReports;
    private final Map<String, String> tokensByRole = new ConcurrentHashMap<>();
    private @Nullable Tail tail;
    private @Nullable Admin admin;
    private @Nullable Quiet quiet;
    private Consumer<Event> listener = _ -> {};

    private Stack(Layout layout, Function<Service, List<String>> serviceJvmOptions) {
        this.layout = layout;
        this.tokens = Tokens.open(layout);
        this.clock = new ManualClock(layout);
        this.kafka = new Kafka(layout);
        this.connect = new Connect(layout);
        this.neighbours = new Neighbours(layout);
        this.agencyReports = new AgencyReports(layout);
        for (Service service : Service.values()) {
            databases.put(service, Postgres.of(service, layout));
            services.put(service, new ServiceProcess(service, layout, serviceJvmOptions.apply(service)));
        }
    }

    /** Opens the folder, or makes it with these ports. Nothing is started. */
    public static Stack open(Path data, Ports portsWhenNew) {
        return new Stack(Layout.open(data, portsWhenNew), _ -> ServiceProcess.SMALL);
    }

    /**
     * Opens the folder anew: whatever an earlier run left there is ended and deleted.
     *
     * @param serviceJvmOptions heap and the like for each of the five services
     */
    public static Stack fresh(Path data, Function<Service, List<String>> serviceJvmOptions) {
        if (Files.exists(data)) {
            try (Stack before = open(data, Ports.free())) {
                before.killAll();
            }
            Folders.delete(data);
        }
        return new Stack(Layout.open(data, Ports.free()), serviceJvmOptions);
    }

    /** Opens the folder anew, with the small JVM options. */
    public static Stack fresh(Path data) {
        return fresh(data, _ -> ServiceProcess.SMALL);
    }

    public void up() {
        up(_ -> {});
    }

    /** Starts all that does not run, and returns when the system is ready for work. */
    public void up(Consumer<String> progress) {
        refuseOtherLayout();
        refuseTakenPorts();
        progress.accept("starting PostgreSQL and Kafka");
        kafka.start();
        startPostgres();
        kafka.awaitReady();
        progress.accept("starting Kafka Connect, mail receiver, agency and the five services");
        connect.start();
        neighbours.start();
        services.values().forEach(service -> service.start(tokens, clock));
        awaitAll(progress);
        progress.accept("putting the outbox connectors in place");
        connect.registerMissing();
        awaitSlots();
        introduceAgency();
    }

    private void awaitAll(Consumer<String> progress) {
        var parts = new LinkedHashMap<String, Runnable>();
        parts.put("Kafka Connect", connect::awaitReady);
        parts.put("mail receiver and agency", neighbours::awaitReady);
        services.forEach((service, process) -> parts.put(service.folder(), process::awaitReady));
        List<Runnable> waits = new ArrayList<>();
        parts.forEach((name, wait) -> waits.add(() -> {
            wait.run();
            progress.accept(name + " is ready");
        }));
        atOnce(waits);
    }

    private static void atOnce(List<Runnable> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> waits = new ArrayList<>();
            tasks.forEach(task -> waits.add(threads.submit(task)));
            for (Future<?> wait : waits) {
                wait.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while starting", e);
        }
    }

    /** What is written before its slot exists is never published: nobody may write before this returns. */
    private void awaitSlots() {
        Waiting.until(
                "PostgreSQL to have an active replication slot for each outbox",
                Duration.ofSeconds(60),
                () -> databases.values().stream().allMatch(Stack::hasActiveSlot),
                () -> "see " + layout.log("connect"));
    }

    private static boolean hasActiveSlot(Postgres database) {
        try (var connection = database.connect("postgres");
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from pg_replication_slots"
                        + " where slot_name like 'rykker\\_outbox\\_%' and active")) {
            return rows.next() && rows.getInt(1) == 1;
        } catch (SQLException _) {
            return false;
        }
    }

    private void introduceAgency() {
        var settings = Map.of("url", neighbours.agencyUrl(), "secret", Neighbours.agencySecret(layout));
        Waiting.until(
                "collection-gateway to take the sample agency",
                Duration.ofSeconds(30),
                () -> api(Service.COLLECTION, "admin")
                        .put("/agencies/" + Neighbours.AGENCY, settings)
                        .isGood(),
                () -> api(Service.COLLECTION, "admin")
                        .put("/agencies/" + Neighbours.AGENCY, settings)
                        .inWords());
    }

    /** Empty databases beside topics that are full would be taken for lost disks. */
    private void refuseOtherLayout() {
        if (Files.exists(layout.home().resolve("postgres-data"))) {
            throw new IllegalStateException("the data in " + layout.home() + " was made when all services had one"
                    + " PostgreSQL; deploy/rykker reset begins anew");
        }
    }

    /** Says which port is taken by whom before anything is started that would only say "address in use" in a log. */
    private void refuseTakenPorts() {
        List<String> taken = new ArrayList<>();
        for (Part part : parts()) {
            if (part.process().isEmpty()) {
                for (Ports.Role role : part.ports()) {
                    int port = layout.port(role);
                    PortOwner.of(port)
                            .ifPresent(
                                    owner -> taken.add("port " + port + " (" + part.name() + ") is taken by " + owner));
                }
            }
        }
        if (!taken.isEmpty()) {
            throw new PortsTaken(taken);
        }
    }

    /** One process of the stack and what it listens on. */
    public record Part(String name, Optional<ProcessHandle> process, List<Ports.Role> ports, BooleanSupplier answers) {

        /** Asks it, over the network: who only wants to know what runs has no need to. */
        public boolean isReady() {
            return process.isPresent() && answers.getAsBoolean();
        }
    }

    /** All processes, whether they run or not. */
    public List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        databases.forEach(
                (service, database) -> parts.add(part(database.name(), database.find(), service.databasePort())));
        parts.add(part("kafka", kafka.find(), Ports.Role.KAFKA, Ports.Role.KAFKA_CONTROLLER));
        parts.add(part("connect", connect.find(), Ports.Role.CONNECT));
        parts.add(part("neighbours", neighbours.find(), Ports.Role.SMTP, Ports.Role.AGENCY));
        services.forEach((service, process) ->
                parts.add(new Part(service.folder(), process.find(), List.of(service.port()), process::isReady)));
        return parts;
    }

    private Part part(String name, Optional<ProcessHandle> process, Ports.Role... roles) {
        return new Part(
                name,
                process,
                List.of(roles),
                () -> Stream.of(roles).allMatch(role -> Waiting.listens(layout.port(role))));
    }

    public boolean isUp() {
        return parts().stream().allMatch(Part::isReady);
    }

    public boolean isDown() {
        return parts().stream().allMatch(part -> part.process().isEmpty());
    }

    public void down() {
        down(_ -> {});
    }

    /** Ends everything in the order that lets each part finish its work. */
    public void down(Consumer<String> progress) {
        closeReaders();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            services.forEach((service, process) -> threads.execute(() -> {
                process.stop();
                progress.accept(service.folder() + " is stopped");
            }));
            threads.execute(() -> {
                neighbours.stop();
                connect.stop();
                progress.accept("Kafka Connect, mail receiver and agency are stopped");
            });
        }
        kafka.stop();
        progress.accept("Kafka is stopped");
        allDatabases(Postgres::stop);
        progress.accept("PostgreSQL is stopped");
    }

    /** Ends everything at once. */
    public void killAll() {
        closeReaders();
        services.values().forEach(ServiceProcess::kill);
        neighbours.kill();
        connect.kill();
        kafka.kill();
        killPostgres();
    }

    /** Returns when the service is ready; does nothing more when it runs already. */
    public void start(Service service) {
        ServiceProcess process = process(service);
        process.start(tokens, clock);
        process.awaitReady();
    }

    /** The polite way: the service finishes what it is doing. */
    public void stop(Service service) {
        process(service).stop();
    }

    public void kill(Service service) {
        process(service).kill();
    }

    public void restart(Service service) {
        stop(service);
        start(service);
    }

    public void killConnect() {
        connect.kill();
    }

    public void startConnect() {
        connect.start();
        connect.awaitReady();
        for (Service service : Service.values()) {
            Waiting.until(
                    "the connector of " + service.folder() + " to run again",
                    Duration.ofSeconds(90),
                    () -> connect.isRunning(service),
                    () -> "see " + layout.log("connect"));
        }
    }

    /** All five servers. */
    public void killPostgres() {
        allDatabases(Postgres::kill);
    }

    public void startPostgres() {
        allDatabases(Postgres::start);
    }

    /**
     * Puts an empty database in the place of the service's own, as after a lost disk, and lets it read its topics from
     * their beginning. Service and Connect must be down.
     */
    public void loseDatabase(Service service) {
        database(service).emptyDatabase(service);
        Topics.forget(bootstrapServers(), service.folder());
    }

    public void killKafka() {
        kafka.kill();
    }

    public void startKafka() {
        kafka.start();
        kafka.awaitReady();
    }

    public void killNeighbours() {
        neighbours.kill();
    }

    public void startNeighbours() {
        neighbours.start();
        neighbours.awaitReady();
    }

    /** The time on the stack's clock when it was last moved. */
    public Instant clock() {
        return clock.now();
    }

    /** Moves every running service to this moment; one that does not run starts at it. */
    public void clock(Instant now) {
        var _ = clock.set(now);
        services.forEach((service, process) -> {
            if (process.find().isPresent()) {
                move(service, now);
            }
        });
    }

    /** The morning of that day, the same for all creditors. */
    public void clock(LocalDate day) {
        clock(ManualClock.morningOf(day));
    }

    private void move(Service service, Instant now) {
        var answer = new Api.Answer[1];
        Waiting.until(
                service.folder() + " to move its clock",
                Duration.ofSeconds(60),
                () -> {
                    answer[0] = api(service, "clock").put("/clock", Map.of("now", now.toString()));
                    return answer[0].isGood() || process(service).find().isEmpty();
                },
                () -> String.valueOf(answer[0]));
    }

    /** A bearer token for one role at all creditors. */
    public String token(String role) {
        return tokens.forRole(role);
    }

    public Tokens tokens() {
        return tokens;
    }

    /** The service's REST surface, called with a token of that role. */
    public Api api(Service service, String role) {
        return new Api(url(service), tokensByRole.computeIfAbsent(role, tokens::forRole));
    }

    public String url(Service service) {
        return process(service).url();
    }

    public String bootstrapServers() {
        return layout.bootstrapServers();
    }

    public String connectUrl() {
        return connect.url();
    }

    public Layout layout() {
        return layout;
    }

    /** One {@code .eml} per mail that the receiver accepted; the names sort in order of arrival. */
    public Path mail() {
        return neighbours.mail();
    }

    /** One JSON line per webhook call that the agency received. */
    public Path agencyReceipts() {
        return neighbours.receipts();
    }

    /** What the sample agency is to report to the gateway. */
    public AgencyReports agency() {
        return agencyReports;
    }

    /** Hears every record on the topics from the beginning, if it comes before the first {@link #awaitQuiet}. */
    public void listen(Consumer<Event> hears) {
        this.listener = hears;
        Tail.Reading _ = openTail().reading();
    }

    /** Returns when nothing more happens by itself; fails, saying what still goes on, when that takes too long. */
    public void awaitQuiet(Duration patience) {
        Quiet looks = openQuiet();
        looks.prepare();
        try (Tail.Reading _ = openTail().reading()) {
            Waiting.until("the system to be quiet", patience, looks::isQuiet, looks::reason);
        }
    }

    private synchronized Quiet openQuiet() {
        Quiet open = quiet;
        if (open == null) {
            open = new Quiet(service -> api(service, "ops"), openTail(), agencyReports, admin());
            quiet = open;
        }
        return open;
    }

    private synchronized Tail openTail() {
        Tail open = tail;
        if (open == null) {
            open = Tail.resting(bootstrapServers(), Topics.all(), event -> listener.accept(event));
            tail = open;
        }
        return open;
    }

    private synchronized Admin admin() {
        Admin open = admin;
        if (open == null) {
            open = Admin.create(Map.of(
                    "bootstrap.servers",
                    bootstrapServers(),
                    "default.api.timeout.ms",
                    "10000",
                    "request.timeout.ms",
                    "5000"));
            admin = open;
        }
        return open;
    }

    private void allDatabases(Consumer<Postgres> what) {
        atOnce(databases.values().stream()
                .<Runnable>map(database -> () -> what.accept(database))
                .toList());
    }

    private Postgres database(Service service) {
        return Objects.requireNonNull(databases.get(service));
    }

    private ServiceProcess process(Service service) {
        ServiceProcess process = services.get(service);
        if (process == null) {
            throw new IllegalArgumentException("no process for " + service);
        }
        return process;
    }

    private synchronized void closeReaders() {
        quiet = null;
        if (tail != null) {
            tail.close();
            tail = null;
        }
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
            admin = null;
        }
    }

    /** Lets go of what this object holds open; the processes stay. */
    @Override
    public void close() {
        closeReaders();
    }
}
