package dev.inkstone.peers.driver;

import dev.inkstone.peers.work.ConvolutionWork;
import dev.inkstone.peers.work.ProductWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The sections that running libraries are asked for, one library at work at a time. */
record Comparison(List<WorkerProcess> workers, Plans plans, Options options, Table table) {
    /** Batches that lie ready in the form that each library likes best. */
    private static final int RESIDENT = 100;

    void run(String section) throws IOException {
        switch (section) {
            case "training" -> {
                for (String network : options.networks()) {
                    training(network);
                }
            }
            case "inference" ->
                table.add(measured(
                        "cnn, inference in batches of 1000",
                        "images/s",
                        "inference " + plans.file("cnn") + " 10000 1000",
                        1000));
            case "latency" -> latency();
            case "products" -> {
                for (ProductWork work : Shapes.products()) {
                    table.add(measured("product " + work, "GFLOP/s", "product " + work, work.flops() * 1e-9));
                }
            }
            case "convolutions" -> {
                for (ConvolutionWork work : Shapes.convolutions()) {
                    table.add(measured("convolution " + work, "GFLOP/s", "convolution " + work, work.flops() * 1e-9));
                }
            }
            default -> throw new IllegalArgumentException("'" + section + "' is not done by running libraries");
        }
    }

    private void training(String network) throws IOException {
        int batch = Plans.batch(network);
        String rest = " " + batch * RESIDENT + " " + RESIDENT;
        String losses = LossCheck.run(
                network,
                "training " + plans.fileWithoutDropout(network) + rest,
                workers,
                Math.min(options.checkSteps(), Plans.checkSteps(network)));
        table.add(measured(
                        network + ", training (" + batch + ")",
                        "images/s",
                        "training " + plans.file(network) + rest,
                        batch)
                .losses(losses));
    }

    private Figures measured(String work, String unit, String command, double amount) throws IOException {
        return new Throughput(work, unit, command, amount).measure(workers, options);
    }

    private void latency() throws IOException {
        Figures median = new Figures("cnn, one image, median", "µs", false);
        Figures late = new Figures("cnn, one image, 99 %", "µs", false);
        String command = "inference " + plans.file("cnn") + " 1000 1";
        List<WorkerProcess> able = new ArrayList<>();
        for (WorkerProcess worker : workers) {
            if (worker.open(command)) {
                worker.numbers("window " + Throughput.nanos(options.warmUpSeconds()));
                able.add(worker);
            }
        }
        int count = (int) Math.max(1000, 2000 * options.windowSeconds());
        for (int window = 0; window < options.windows(); window++) {
            for (WorkerProcess worker : able) {
                double[] nanos = worker.numbers("latencies " + count);
                median.add(worker.peer(), nanos[0] * 1e-3);
                late.add(worker.peer(), nanos[1] * 1e-3);
            }
            Collections.reverse(able);
        }
        table.add(median);
        table.add(late);
    }
}
