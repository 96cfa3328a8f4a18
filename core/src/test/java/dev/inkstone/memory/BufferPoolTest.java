package dev.inkstone.memory;

import static dev.inkstone.ops.Dense.dense;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Activation;
import dev.inkstone.ops.SoftmaxCrossEntropy;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.IntTensor;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BufferPoolTest {
    private final BufferPool pool = new BufferPool(4 * 100);

    @Test
    void givesAnArrayOfTheSameLengthAgain() {
        float[] array = pool.takeFloats(10);
        pool.give(array);
        assertThat(pool.keptBytes()).isEqualTo(40);
        assertThat(pool.takeFloats(11)).hasSize(11);
        assertThat(pool.takeFloats(10)).isSameAs(array);
        assertThat(pool.takeFloats(10)).isNotSameAs(array);
        assertThat(pool.keptBytes()).isZero();
        assertThat(pool.allocations()).isEqualTo(3);
    }

    @Test
    void keepsIntsApartFromFloats() {
        pool.give(pool.takeFloats(10));
        int[] ints = pool.takeInts(10);
        pool.give(ints);
        assertThat(pool.takeInts(10)).isSameAs(ints);
    }

    @Test
    void keepsNoMoreThanItsCapacityAndDropsWhatWasUsedLongestAgo() {
        float[] old = pool.takeFloats(60);
        float[] young = pool.takeFloats(30);
        pool.give(old);
        pool.give(young);
        pool.give(pool.takeInts(20));
        assertThat(pool.keptBytes()).isEqualTo(4 * 50);
        assertThat(pool.takeFloats(30)).isSameAs(young);
        assertThat(pool.takeFloats(60)).isNotSameAs(old);
    }

    @Test
    void floatsAndIntsHaveOneOrderOfAge() {
        int[] old = pool.takeInts(60);
        float[] young = pool.takeFloats(30);
        pool.give(old);
        pool.give(young);
        pool.give(new float[20]);
        assertThat(pool.takeFloats(30)).isSameAs(young);
        assertThat(pool.takeInts(60)).isNotSameAs(old);
    }

    /** A step of the largest batch alone fits this heap. */
    @Test
    @Tag("once")
    void stepsOfManySizesFitAHeapThatHoldsTheLargest() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TightHeap.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Test
    void neverKeepsAnArrayLargerThanItsCapacity() {
        pool.give(new float[101]);
        assertThat(pool.keptBytes()).isZero();
        for (int i = 0; i < 50; i++) {
            pool.give(new float[7]);
            pool.give(new int[7]);
        }
        assertThat(pool.keptBytes()).isLessThanOrEqualTo(400);
    }

    @Test
    void poisonsWhatIsMadeAndWhatIsGivenBack() {
        float[] floats = pool.takeFloats(3);
        int[] ints = pool.takeInts(2);
        assertThat(floats).containsOnly(Float.NaN);
        assertThat(ints).containsOnly(Integer.MIN_VALUE);
        floats[0] = 1;
        ints[0] = 1;
        pool.give(floats);
        pool.give(ints);
        assertThat(floats).as("-Dinkstone.poison=true, as the build sets it").containsOnly(Float.NaN);
        assertThat(ints).containsOnly(Integer.MIN_VALUE);
    }

    @Test
    void anArenaGivesEverythingBackOnce() {
        Arena arena = new Arena(pool);
        arena.floats(5);
        arena.ints(5);
        arena.close();
        arena.close();
        assertThat(pool.keptBytes()).isEqualTo(40);
        assertThatIllegalStateException()
                .isThrownBy(() -> arena.floats(5))
                .withMessageContaining("arena: is closed, expected open");
    }

    @Test
    void theSecondStepOfAShapeAsksForNoNewArray() {
        step();
        long before = BufferPool.shared().allocations();
        step();
        step();
        assertThat(BufferPool.shared().allocations()).isEqualTo(before);
    }

    private static void step() {
        try (Tape tape = Tape.record(Position.START)) {
            Tensor weights = tape.watch(Tensor.zeros(Shape.of(37, 11)));
            Tensor bias = tape.watch(Tensor.zeros(Shape.of(11)));
            Tensor logits = dense(tape, Tensor.zeros(Shape.of(5, 37)), weights, bias, Activation.RELU);
            tape.gradients(SoftmaxCrossEntropy.softmaxCrossEntropy(tape, logits, IntTensor.of(0, 1, 2, 3, 4)));
        }
    }
}
