package dev.inkstone.peers.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A network over images of {@link Digits}, and how it is trained.
 *
 * @param name for people
 * @param rule makes a step of the gradients
 * @param learningRate of the rule
 * @param batch images in a step
 * @param stages from the image to ten logits
 */
public record Network(String name, Rule rule, float learningRate, int batch, List<Stage> stages) {
    /** Plain gradient descent, or Adam with beta1 0.9, beta2 0.999, epsilon 1e-8. */
    public enum Rule {
        SGD,
        ADAM
    }

    /** What goes in. */
    public static final Extent INPUT = new Extent(Digits.SIDE, Digits.SIDE, 1);

    /** Copies the list. */
    public Network {
        stages = List.copyOf(stages);
    }

    /** The same without dropout: then it computes the same in every library. */
    public Network withoutDropout() {
        List<Stage> kept = stages.stream()
                .filter(stage -> !(stage instanceof Stage.Dropout))
                .toList();
        return new Network(name, rule, learningRate, batch, kept);
    }

    /** Puts the stages one after the other. */
    public <T> T assemble(Assembler<T> assembler, T input) {
        T x = input;
        Extent in = INPUT;
        for (Stage stage : stages) {
            x = stage.assemble(assembler, x, in);
            in = stage.output(in);
        }
        return x;
    }

    /** Writes it as text: a line for each of its parts. */
    public void write(Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(name, rule.name(), "" + learningRate, "" + batch));
        stages.forEach(stage -> lines.add(stage.toString()));
        Files.write(file, lines);
    }

    /** Reads what {@link #write} wrote. */
    public static Network read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return new Network(
                lines.get(0),
                Rule.valueOf(lines.get(1)),
                Float.parseFloat(lines.get(2)),
                Integer.parseInt(lines.get(3)),
                lines.stream().skip(4).map(Stage::parse).toList());
    }
}
