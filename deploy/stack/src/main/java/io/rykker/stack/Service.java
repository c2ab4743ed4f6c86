package io.rykker.stack;

/** The five services: folder, database, port and heap of each. */
public enum Service {
    INVOICE("invoice-service", "invoice", Ports.Role.INVOICE),
    PAYMENT("payment-service", "payment", Ports.Role.PAYMENT),
    DUNNING("dunning-service", "dunning", Ports.Role.DUNNING),
    NOTIFICATION("notification-service", "notification", Ports.Role.NOTIFICATION),
    COLLECTION("collection-gateway", "collection", Ports.Role.COLLECTION);

    private final String folder;
    private final String database;
    private final Ports.Role port;

    Service(String folder, String database, Ports.Role port) {
        this.folder = folder;
        this.database = database;
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

    public Ports.Role port() {
        return port;
    }

    /** Name of its outbox connector on Kafka Connect. */
    public String connector() {
        return folder + "-outbox";
    }
}
