package dev.inkstone.peers.driver;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Compares Inkstone with other libraries, see {@link Options#USAGE}. The table goes to standard output, what happens meanwhile to
 * standard error; what the libraries say is in the logs of the folder {@code --work}.
 */
public final class Main {
    /** Of Inkstone in this process, which only writes the initial weights; what the measured one says is in its log. */
    private static final Logger LOG = Logger.getLogger("dev.inkstone");

    private Main() {}

    /** Exit code 0 for a table, 1 if a library fails or does not compute the same, 2 for bad options. */
    public static void main(String[] args) throws IOException, URISyntaxException {
        LOG.setLevel(Level.OFF);
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try {
            run(options);
        } catch (IllegalStateException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Options options) throws IOException, URISyntaxException {
        Path work = options.work().toAbsolutePath();
        Files.createDirectories(work);
        Installation installation = Installation.around(work, options.threads());
        Plans plans = new Plans(work.resolve("plans"));
        List<String> networks = new ArrayList<>(options.networks());
        if (!networks.contains("cnn")) {
            networks.add("cnn");
        }
        plans.write(networks);
        Table table = new Table(options.peers());
        Processes processes = new Processes(installation, plans, options);
        List<String> settings = new ArrayList<>();
        for (String section : options.sections()) {
            switch (section) {
                case "start" -> table.add(processes.start());
                case "memory" -> processes.memory().forEach(table::add);
                case "disk" -> table.add(processes.disk());
                default -> settings = together(section, installation, plans, options, table);
            }
        }
        table.print(System.out);
        Machine.print(System.out, settings);
    }

    /** All libraries wait in processes of their own while one of them works. */
    private static List<String> together(
            String section, Installation installation, Plans plans, Options options, Table table) throws IOException {
        List<WorkerProcess> workers = new ArrayList<>();
        List<String> settings = new ArrayList<>();
        try {
            for (Peer peer : options.peers()) {
                WorkerProcess worker = new WorkerProcess(peer, installation.process(peer));
                workers.add(worker);
                settings.add("`" + peer.text() + "`: " + worker.ask("description") + "; java "
                        + String.join(" ", peer.flags(options.threads())) + "; " + installation.environment(peer));
            }
            new Comparison(workers, plans, options, table).run(section);
        } finally {
            for (WorkerProcess worker : workers) {
                worker.close();
            }
        }
        return settings;
    }
}
