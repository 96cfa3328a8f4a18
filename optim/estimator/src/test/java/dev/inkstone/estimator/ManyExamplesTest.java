package dev.inkstone.estimator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inkstone.data.Dataset;
import dev.inkstone.tensor.Shape;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class ManyExamplesTest {
    /** Examples that nobody has in memory: 3.2 GB, more than the heap of the tests. */
    private record Generated(int size) implements Dataset {
        @Override
        public Shape inputShape() {
            return Shape.of(8000);
        }

        @Override
        public int label(int index) {
            return index % 2;
        }

        @Override
        public void read(int index, float[] target, int offset) {
            Arrays.fill(target, offset, offset + 8000, 0f);
            target[offset] = index % 2;
        }
    }

    @Test
    void predictionNeedsNoMoreMemoryForMoreExamples() {
        Generated data = new Generated(100_000);
        assertThat(4L * data.size() * 8000).isGreaterThan(Runtime.getRuntime().maxMemory());
        Classifier classifier = Classifier.of(
                        MlpParameters.DEFAULT.withHidden(),
                        TrainingParameters.DEFAULT.withEpochs(5).withLearningRate(0.1))
                .fit(data.take(100));
        assertThat(classifier.score(data)).isEqualTo(1.0);
    }
}
