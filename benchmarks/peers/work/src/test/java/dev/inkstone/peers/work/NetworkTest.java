package dev.inkstone.peers.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.peers.work.Stage.Activation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkTest {
    private static final Network NETWORK = new Network(
            "all",
            Network.Rule.ADAM,
            1e-3f,
            100,
            List.of(
                    new Stage.Convolution(16, 3, 2, Activation.LINEAR),
                    new Stage.BatchNorm(0.9f, 1e-3f, Activation.SELU),
                    new Stage.Pool(true, 2),
                    new Stage.Pool(false, 7),
                    new Stage.Activate(Activation.SIGMOID),
                    new Stage.Dropout(0.25f),
                    new Stage.Flatten(),
                    new Stage.Dense(10, Activation.RELU)));

    @TempDir
    Path folder;

    @Test
    void textSaysAllThatThereIs() throws IOException {
        Path file = folder.resolve("network");
        NETWORK.write(file);
        assertThat(Network.read(file)).isEqualTo(NETWORK);
    }

    @Test
    void samePaddingIsThatOfTensorFlow() {
        assertThat(Extent.same(28, 2)).isEqualTo(14);
        assertThat(Extent.samePadding(28, 3, 2)).isEqualTo(1);
        assertThat(Extent.samePadding(28, 5, 1)).isEqualTo(4);
    }

    @Test
    void digitsAreReadAsFarAsAsked() throws IOException {
        byte[] pixels = new byte[3 * 784];
        pixels[784] = (byte) 255;
        new Digits(pixels, new byte[] {7, 8, 9}).write(folder.resolve("digits"));
        Digits two = Digits.read(folder.resolve("digits"), 2);
        assertThat(two.count()).isEqualTo(2);
        assertThat(two.labels(1, 1)).containsExactly(8);
        assertThat(two.images(1, 1)[0]).isEqualTo(255 * (1 / 255f));
        assertThat(two.labels(2, 1)).containsExactly(7);
    }
}
