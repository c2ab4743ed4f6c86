package io.rykker.payment.badfixture;

import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Everything that an edge must not do. */
public class Blocking {

    private final Mutiny.SessionFactory database;

    public Blocking(Mutiny.SessionFactory database) {
        this.database = database;
    }

    public Object opensATransaction() {
        return database.withStatelessTransaction(_ -> Uni.createFrom().voidItem());
    }

    public String waits() {
        return Uni.createFrom().item("x").await().indefinitely();
    }

    public void reads(InputStream in) throws XMLStreamException {
        XMLInputFactory.newInstance().createXMLStreamReader(in).close();
    }
}
