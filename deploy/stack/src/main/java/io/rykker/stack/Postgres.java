package io.rykker.stack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * One PostgreSQL server with a database and an owner for each of its services, durable (fsync and synchronous commit on)
 * and ready for logical decoding. The binaries come out of a Maven artifact. A data folder that a killed server left
 * behind is taken over as it is: PostgreSQL recovers it.
 */
public final class Postgres {

    private static final String CONNECT_ROLE = "rykker_connect";

    private final Layout layout;
    private final String name;
    private final List<Service> services;
    private final Ports.Role port;
    private final int megabytes;
    private final Path programs;
    private final Path data;

    private Postgres(Layout layout, String name, List<Service> services, Ports.Role port, int megabytes) {
        this.layout = layout;
        this.name = name;
        this.services = services;
        this.port = port;
        this.megabytes = megabytes;
        this.programs = layout.home().resolve("postgres");
        this.data = layout.home().resolve(name + "-data");
    }

    /** The server of one service: what the others write is in no log that its connector has to read. */
    public static Postgres of(Service service, Layout layout) {
        return new Postgres(
                layout,
                "postgres-" + service.database(),
                List.of(service),
                service.databasePort(),
                service.databaseMegabytes());
    }

    /** One server for all, where only one of them is at work: in the tests of a service. */
    public static Postgres shared(Layout layout) {
        return new Postgres(layout, "postgres", List.of(Service.values()), Ports.Role.POSTGRES, 256);
    }

    /** What it is called in the status and in the names of its files. */
    String name() {
        return name;
    }

    public void start() {
        unpackPrograms();
        initialiseData();
        if (find().isEmpty()) {
            startServer();
        }
        createDatabases();
    }

    /** The running postmaster of this data folder. */
    public Optional<ProcessHandle> find() {
        try {
            Path file = data.resolve("postmaster.pid");
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return ProcessHandle.of(Long.parseLong(lines.getFirst().trim()))
                    .filter(ProcessHandle::isAlive)
                    .filter(handle -> handle.info().command().orElse("").contains("postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void stop() {
        if (find().isPresent()) {
            run(List.of(program("pg_ctl"), "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "30"));
        }
    }

    /** Ends the server and all its children at once, the way a power cut would. */
    public void kill() {
        find().ifPresent(postmaster -> {
            List<ProcessHandle> children = postmaster.descendants().toList();
            postmaster.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            Waiting.until(
                    "PostgreSQL's processes to end after they were killed",
                    Duration.ofSeconds(10),
                    () -> !postmaster.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive),
                    () -> "");
        });
    }

    private void unpackPrograms() {
        synchronized (Postgres.class) {
            unpackOnce();
        }
    }

    private void unpackOnce() {
        Path complete = programs.resolve("complete");
        if (Files.exists(complete)) {
            return;
        }
        String arch = switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> throw new IllegalStateException("no PostgreSQL binaries for the processor " + other);
        };
        String resource = "/postgres-linux-" + arch + ".txz";
        try (InputStream in = Postgres.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path: the embedded stack runs on"
                        + " Linux; elsewhere use deploy/compose");
            }
            unpack(in, programs);
            Files.createFile(complete);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack PostgreSQL to " + programs + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(InputStream in, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("entry outside of the folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(path.getParent());
                    Files.deleteIfExists(path);
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(path.getParent());
                    Files.copy(tar, path, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                }
            }
        }
    }

    private void initialiseData() {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        try {
            Path passwordFile = Files.writeString(layout.home().resolve(name + ".pw"), layout.password("postgres"));
            try {
                run(List.of(
                        program("initdb"),
                        "-D",
                        data.toString(),
                        "-U",
                        "postgres",
                        "-E",
                        "UTF8",
                        "--locale=C",
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile));
            } finally {
                Files.delete(passwordFile);
            }
            Files.writeString(data.resolve("postgresql.auto.conf"), settings());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make PostgreSQL's data folder " + data + ": " + e.getMessage(), e);
        }
    }

    private String settings() {
        return """
                listen_addresses = 'localhost'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                wal_level = logical
                max_wal_size = '4GB'
                checkpoint_timeout = '15min'
                max_replication_slots = 20
                max_wal_senders = 20
                max_slot_wal_keep_size = '16GB'
                shared_buffers = '%dMB'
                io_method = 'sync'
                max_logical_replication_workers = 0
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(layout.port(port), megabytes);
    }

    /** Children of a killed server live on for a moment, and as long as they do PostgreSQL refuses to start. */
    private void startServer() {
        forgetStranger();
        var refusal = new String[] {""};
        Waiting.until(
                name + " to start on port " + layout.port(port),
                Duration.ofSeconds(60),
                () -> {
                    try {
                        launch();
                        return true;
                    } catch (IllegalStateException e) {
                        refusal[0] = String.valueOf(e.getMessage());
                        return false;
                    }
                },
                () -> refusal[0]);
    }

    /** The process id of a killed server may be another program's by now, which PostgreSQL would wait for in vain. */
    private void forgetStranger() {
        try {
            Path file = data.resolve("postmaster.pid");
            if (Files.exists(file)
                    && ProcessHandle.of(Long.parseLong(
                                    Files.readAllLines(file).getFirst().trim()))
                            .isPresent()) {
                Files.delete(file);
            }
        } catch (IOException | NumberFormatException e) {
            throw new IllegalStateException("cannot read postmaster.pid in " + data + ": " + e.getMessage(), e);
        }
    }

    private void launch() {
        run(List.of(
                program("pg_ctl"),
                "start",
                "-D",
                data.toString(),
                "-w",
                "-t",
                "60",
                "-l",
                layout.log(name).toString()));
        Waiting.until(
                name + " to accept connections on port " + layout.port(port),
                Duration.ofSeconds(60),
                this::accepts,
                () -> "see " + layout.log(name));
    }

    private boolean accepts() {
        try (Connection connection = connect("postgres")) {
            return connection.isValid(2);
        } catch (SQLException _) {
            return false;
        }
    }

    /** A connection of the superuser, for the stack's own upkeep. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://localhost:" + layout.port(port) + "/" + database,
                "postgres",
                layout.password("postgres"));
    }

    /** The role that Debezium reads with, and a database with its owner for each service; what is there is left alone. */
    void createDatabases() {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement()) {
            createRole(connection, CONNECT_ROLE, "replication in role pg_read_all_data");
            for (Service service : services) {
                createRole(connection, service.database(), "");
                if (!exists(connection, "select from pg_database where datname = ?", service.database())) {
                    statement.execute("create database " + service.database() + " owner " + service.database());
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the services' databases: " + e.getMessage(), e);
        }
    }

    void emptyDatabase(Service service) {
        try (Connection connection = connect("postgres");
                var statement = connection.createStatement()) {
            String slots = "from pg_replication_slots where database = '" + service.database() + "'";
            Waiting.until(
                    "the replication slot of " + service.database() + " to be left",
                    Duration.ofSeconds(60),
                    () -> !isThere(statement, "select " + slots + " and active"),
                    () -> "is Kafka Connect still up?");
            statement.execute("select pg_drop_replication_slot(slot_name) " + slots);
            statement.execute("drop database " + service.database() + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "cannot drop the database of " + service.folder() + ": " + e.getMessage(), e);
        }
        createDatabases();
    }

    private static boolean isThere(Statement statement, String query) {
        try (var rows = statement.executeQuery(query)) {
            return rows.next();
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void createRole(Connection connection, String role, String options) throws SQLException {
        if (exists(connection, "select from pg_roles where rolname = ?", role)) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("create role " + role + " login password '" + layout.password(role) + "' " + options);
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private String program(String name) {
        return programs.resolve("bin").resolve(name).toString();
    }

    /** PostgreSQL refuses to run as root; a user namespace of its own makes root nobody in particular. */
    private void run(List<String> command) {
        List<String> whole = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            whole.addAll(List.of("unshare", "-U"));
        }
        whole.addAll(command);
        Path output = layout.log(name + "-setup");
        try {
            Process process = new ProcessBuilder(whole)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .redirectErrorStream(true)
                    .start();
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(Path.of(command.getFirst()).getFileName() + " ended with " + code
                        + ":\n" + Background.lastLines(output));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while running " + command.getFirst(), e);
        }
    }
}
