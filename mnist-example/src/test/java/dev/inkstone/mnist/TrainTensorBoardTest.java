package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTensorBoardTest {
    @TempDir
    Path folder;

    @Test
    void eventsAreWrittenOnRequestAndChangeNoBit() throws Exception {
        Path digits = Digits.folder(folder.resolve("digits"), 120, 20);
        String plain = hash(digits, "plain");
        String shown = hash(digits, "shown", "--tensorboard");
        assertThat(shown).startsWith("hash  ").isEqualTo(plain);
        assertThat(folder.resolve("plain/tensorboard")).doesNotExist();

        List<Path> train = events("shown/tensorboard/train");
        assertThat(train).hasSize(1);
        assertThat(Files.readString(train.get(0), StandardCharsets.ISO_8859_1))
                .contains("epoch/accuracy", "filters/conv1/kernel", "gradients/conv1/kernel", "mistakes");
        assertThat(events("shown/tensorboard/validation")).hasSize(1);

        assertThat(hash(digits, "shown", "--tensorboard", "--resume")).isEqualTo(plain);
        assertThat(events("shown/tensorboard/train"))
                .as("nothing was left to do")
                .isEqualTo(train);
        Files.delete(folder.resolve("shown/checkpoints/ckpt-5.safetensors"));
        assertThat(hash(digits, "shown", "--resume")).isEqualTo(plain);
        assertThat(events("shown/tensorboard/train"))
                .as("a run that is shown goes on being shown")
                .hasSize(2);
        hash(digits, "shown", "--tensorboard");
        assertThat(events("shown/tensorboard/train")).as("a new run").hasSize(1);
        hash(digits, "shown");
        assertThat(events("shown/tensorboard/train"))
                .as("of no run that is there")
                .isEmpty();
    }

    private String hash(Path digits, String out, String... options) {
        List<Object> words = new ArrayList<>(List.of(
                "train",
                "--data",
                digits,
                "--validation",
                20,
                "--epochs",
                1,
                "--batch",
                20,
                "--quiet",
                "--out",
                folder.resolve(out)));
        words.addAll(List.of(options));
        Program.Outcome outcome = Program.run(words.toArray());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return outcome.out()
                .lines()
                .filter(line -> line.startsWith("hash"))
                .findFirst()
                .orElse("");
    }

    private List<Path> events(String run) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(run))) {
            return files.toList();
        }
    }
}
