package dev.inkstone.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.tensor.Shape;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistTest {
    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, 6bbc9ace898e44ae57da46a324031adb",
        "train-labels-idx1-ubyte, a25bea736e30d166cdddb491f175f624",
        "t10k-images-idx3-ubyte,  2646ac647ad5339dbf082846283269ea",
        "t10k-labels-idx1-ubyte,  27ae3e4e09519cfbb04c329615203637"
    })
    void theJarHoldsTheOriginalBytes(String name, String md5) throws Exception {
        byte[] digest = MessageDigest.getInstance("MD5").digest(Digits.file(name));
        assertThat(HexFormat.of().formatHex(digest)).isEqualTo(md5);
    }

    @Test
    void bundledDigitsAreSplitAndScaled() {
        Mnist mnist = Mnist.bundled();

        assertThat(mnist.train().size()).isEqualTo(55_000);
        assertThat(mnist.validation().size()).isEqualTo(5_000);
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(mnist.train().inputShape()).isEqualTo(Shape.of(28, 28, 1));
        assertThat(mnist.validation().label(0)).as("the first digit of the files").isEqualTo(5);
        assertThat(mnist.test().label(0)).isEqualTo(7);
        float[] image = new float[784];
        mnist.train().read(0, image, 0);
        float largest = 0;
        for (float pixel : image) {
            assertThat(pixel).isBetween(0f, 1f);
            largest = Math.max(largest, pixel);
        }
        assertThat(largest).isGreaterThan(0.9f);
    }
}
