package dev.inkstone.peers.driver;

import dev.inkstone.data.Dataset;
import dev.inkstone.layers.Model;
import dev.inkstone.mnist.Mnist;
import dev.inkstone.mnist.Networks;
import dev.inkstone.peers.work.Digits;
import dev.inkstone.peers.work.Network;
import dev.inkstone.peers.work.Network.Rule;
import dev.inkstone.peers.work.Weights;
import dev.inkstone.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The networks, their first weights and the digits, as files that every library reads. */
record Plans(Path folder) {
    /**
     * @param steps of training that must give the same losses, at most. Few for cnn-bn, which rounding soon drives apart: the
     *     losses of PyTorch's own two layouts differ by more than 1e-3 from the ninth step on
     */
    private record Plan(String name, Rule rule, float learningRate, int batch, int steps) {}

    private static final List<Plan> ALL = List.of(
            new Plan("cnn", Rule.ADAM, 1e-3f, 100, 20),
            new Plan("cnn-bn", Rule.ADAM, 0.01f, 100, 5),
            new Plan("cnn-32-64", Rule.ADAM, 1e-3f, 100, 20),
            new Plan("lenet", Rule.SGD, 0.1f, 64, 20),
            new Plan("conv5", Rule.ADAM, 1e-4f, 64, 20),
            new Plan("mlp", Rule.SGD, 0.01f, 50, 20));

    /** Of all networks. */
    static List<String> names() {
        return ALL.stream().map(Plan::name).toList();
    }

    /** Images in a step. */
    static int batch(String network) {
        return plan(network).batch();
    }

    /** Steps that must give the same losses, at most. */
    static int checkSteps(String network) {
        return plan(network).steps();
    }

    private static Plan plan(String network) {
        return ALL.stream()
                .filter(plan -> plan.name().equals(network))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--networks: '" + network + "' is unknown, expected one of " + String.join(", ", names())));
    }

    /** The file of a network. */
    Path file(String network) {
        return folder.resolve(network + ".network");
    }

    /** The file of the same network without dropout. */
    Path fileWithoutDropout(String network) {
        return folder.resolve(network + "-without-dropout.network");
    }

    /** Writes all that there is. */
    void write(List<String> networks) throws IOException {
        Files.createDirectories(folder);
        for (String name : networks) {
            Plan plan = plan(name);
            Model model = Model.build(Shape.of(Digits.SIDE, Digits.SIDE, 1), 42L, Networks.named(name));
            Network network =
                    new Network(name, plan.rule(), plan.learningRate(), plan.batch(), Stages.of(model.spec()));
            network.write(file(name));
            network.withoutDropout().write(fileWithoutDropout(name));
            Weights.write(folder.resolve(name + ".weights"), model.parameters().values());
        }
        digits(Mnist.bundled().train()).write(folder.resolve("digits"));
    }

    private static Digits digits(Dataset images) {
        int pixels = Digits.SIDE * Digits.SIDE;
        byte[] bytes = new byte[images.size() * pixels];
        byte[] labels = new byte[images.size()];
        float[] image = new float[pixels];
        for (int i = 0; i < labels.length; i++) {
            images.read(i, image, 0);
            for (int p = 0; p < pixels; p++) {
                bytes[i * pixels + p] = (byte) Math.round(image[p] * 255);
            }
            labels[i] = (byte) images.label(i);
        }
        return new Digits(bytes, labels);
    }
}
