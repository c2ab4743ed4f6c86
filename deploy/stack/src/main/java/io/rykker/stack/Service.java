package io.rykker.stack;

/** The five services: folder, database and its server, and port of each. */
public enum Service {
    INVOICE("invoice-service", "invoice", Ports.Role.POSTGRES_INVOICE, 48, 25, Ports.Role.INVOICE),
    PAYMENT("payment-service", "payment", Ports.Role.POSTGRES_PAYMENT, 48, 50, Ports.Role.PAYMENT),
    DUNNING("dunning-service", "dunning", Ports.Role.POSTGRES_DUNNING, 256, 25, Ports.Role.DUNNING),
    NOTIFICATION(
            "notification-service", "notification", Ports.Role.POSTGRES_NOTIFICATION, 48, 100, Ports.Role.NOTIFICATION),
    COLLECTION("collection-gateway", "collection", Ports.Role.POSTGRES_COLLECTION, 48, 100, Ports.Role.COLLECTION);

    private final String folder;
    private final String database;
    private final Ports.Role databasePort;
    private final int databaseMegabytes;
    private final int outboxPoll;
    private final Ports.Role port;

    Service(
            String folder,
            String database,
            Ports.Role databasePort,
            int databaseMegabytes,
            int outboxPoll,
            Ports.Role port) {
        this.folder = folder;
        this.database = database;
        this.databasePort = databasePort;
        this.databaseMegabytes = databaseMegabytes;
        this.outboxPoll = outboxPoll;
        this.port = port;
    }

    /** The module's folder, which is also its name on the command line and its log's name. */
    public String folder() {
        return folder;
    }

    /** Name of its database and of the role that owns it. */
    public String database() {
        return database;
    }

    /** Where the PostgreSQL server of this service listens. */
    public Ports.Role databasePort() {
        return databasePort;
    }

    /** How much of its database that server keeps in memory of its own. */
    int databaseMegabytes() {
        return databaseMegabytes;
    }

    /** Milliseconds between two looks of its connector at what it wrote. */
    int outboxPoll() {
        return outboxPoll;
    }

    public Ports.Role port() {
        return port;
    }

    /** Name of its outbox connector on Kafka Connect. */
    public String connector() {
        return folder + "-outbox";
    }
}
