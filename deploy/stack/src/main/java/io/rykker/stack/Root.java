package io.rykker.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** The checkout that everything is started from: told by {@code -Drykker.root}, or found above the working folder. */
public final class Root {

    private Root() {}

    public static Path folder() {
        String told = System.getProperty("rykker.root");
        if (told != null) {
            return Path.of(told).toAbsolutePath().normalize();
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("deploy/contracts"))) {
                return folder;
            }
        }
        throw new IllegalStateException("this is not inside a checkout of Rykker; start it by deploy/rykker");
    }

    /** The command line that starts a service, without the JVM's own options. */
    static Path serviceJar(Service service) {
        Path jar = folder().resolve(service.folder()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(service.folder() + " is not built (" + jar
                    + " is missing): run deploy/rykker, which builds, or mvn -Dquick -DskipTests package");
        }
        return jar;
    }

    /**
     * The class path of the stack's own child processes, absolute because a child runs in another folder. A test's own
     * class path may mix in anything, so the built module goes before it.
     */
    static String classPath() {
        return builtModule()
                .orElseGet(() -> Arrays.stream(
                                System.getProperty("java.class.path").split(File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static Optional<String> builtModule() {
        if (System.getProperty("rykker.root") == null) {
            return Optional.empty();
        }
        Path target = folder().resolve("deploy/stack/target");
        return Files.isDirectory(target.resolve("lib")) && Files.isDirectory(target.resolve("classes"))
                ? Optional.of(target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*")
                : Optional.empty();
    }
}
