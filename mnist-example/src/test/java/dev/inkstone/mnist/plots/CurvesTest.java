package dev.inkstone.mnist.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inkstone.training.EpochRecord;
import dev.inkstone.training.Evaluation;
import dev.inkstone.training.History;
import dev.inkstone.training.ValidationRecord;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final EpochRecord FIRST = epoch(1, 0.5, evaluation(0.3));
    private static final EpochRecord SECOND = epoch(2, 0.2, evaluation(0.25));

    @Test
    void validationsStandWhereTheyWereMade() {
        List<ValidationRecord> validations = List.of(
                new ValidationRecord(25, 1, evaluation(0.9)),
                new ValidationRecord(100, 1, evaluation(0.3)),
                new ValidationRecord(150, 2, evaluation(0.28)),
                new ValidationRecord(220, 3, evaluation(0.26)));
        List<LineChart.Line> lines = Curves.lines(new History(List.of(FIRST, SECOND), validations, null), "loss");

        assertThat(lines.get(0).x()).containsExactly(1, 2);
        assertThat(lines.get(0).y()).containsExactly(0.5, 0.2);
        assertThat(lines.get(1).x()).containsExactly(0.25, 1, 1.5, 2.2);
        assertThat(lines.get(1).y()).containsExactly(0.9, 0.3, 0.28, 0.26);
    }

    /** The run ends after 50 of 100 steps: in the third epoch, and in the first. */
    @Test
    void anEpochThatIsNotFinishedIsNotStretched() {
        EpochRecord begun = new EpochRecord(3, 250, 0.1, Map.of(), null, 1, 500);
        List<ValidationRecord> validations =
                List.of(new ValidationRecord(220, 3, evaluation(0.27)), new ValidationRecord(250, 3, evaluation(0.26)));
        History history = new History(List.of(FIRST, SECOND, begun), validations, null);
        List<LineChart.Line> lines = Curves.lines(history, "loss", 100);
        assertThat(lines.get(0).x()).containsExactly(1, 2, 2.5);
        assertThat(lines.get(1).x()).containsExactly(2.2, 2.5);
        assertThat(Curves.lines(history.toCsv(), "loss").get(0).x()).containsExactly(1, 2, 2.5);

        EpochRecord first = new EpochRecord(1, 50, 0.1, Map.of(), null, 1, 500);
        History early = new History(List.of(first), List.of(new ValidationRecord(25, 1, evaluation(0.9))), null);
        assertThat(Curves.lines(early, "loss", 100).get(0).x()).containsExactly(0.5);
        assertThat(Curves.lines(early, "loss", 100).get(1).x()).containsExactly(0.25);
        assertThatThrownBy(() -> Curves.draw(early, "loss", 0))
                .hasMessage("curves: 0 steps per epoch, expected at least 1");
    }

    @Test
    void aTableTellsTheSame() {
        History history = new History(List.of(FIRST, SECOND), List.of(), null);
        for (String metric : List.of("loss", "accuracy")) {
            List<LineChart.Line> fromTable = Curves.lines(history.toCsv(), metric);
            List<LineChart.Line> lines = Curves.lines(history, metric);
            for (int i = 0; i < 2; i++) {
                assertThat(fromTable.get(i).x()).isEqualTo(lines.get(i).x());
                assertThat(fromTable.get(i).y()).isEqualTo(lines.get(i).y());
            }
        }
    }

    @Test
    void aTableMayHaveNoValidation() {
        List<LineChart.Line> lines = Curves.lines("epoch,loss,val_accuracy\n1,0.5,\n2,0.25,\n", "loss");

        assertThat(lines.get(0).y()).containsExactly(0.5, 0.25);
        assertThat(lines.get(1).finite()).isZero();
    }

    @Test
    void oneEpochIsAPointAndNothingIsSaidToBeNothing() {
        BufferedImage one = Curves.draw(new History(List.of(FIRST), List.of(), null), "loss");
        assertThat(pixels(one, 0x0072b2))
                .as("training: a mark, and one in the legend")
                .isGreaterThan(20);
        assertThat(pixels(one, 0xd55e00)).as("validation").isGreaterThan(20);

        EpochRecord diverged = epoch(1, Double.NaN, null);
        BufferedImage empty = Curves.draw(new History(List.of(diverged), List.of(), null), "loss");
        assertThat(pixels(empty, 0x0072b2) + pixels(empty, 0xd55e00)).isZero();
        assertThat(Curves.draw(History.EMPTY, "accuracy").getWidth()).isEqualTo(720);
    }

    @Test
    void whatIsNoHistory() {
        assertThatThrownBy(() -> Curves.draw("step,loss\n1,2\n", "loss"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "curves: columns [step, loss], expected epoch and loss; take the history.csv of a training");
        assertThatThrownBy(() -> Curves.draw("epoch,loss\n1,much\n", "loss"))
                .hasMessage("curves: line 2, loss 'much', expected a number");
        assertThatThrownBy(() -> Curves.draw("", "loss")).hasMessageContaining("columns []");
    }

    private static EpochRecord epoch(int number, double loss, Evaluation validation) {
        return new EpochRecord(number, 100L * number, loss, Map.of("accuracy", 1 - loss), validation, 1, 1000);
    }

    private static Evaluation evaluation(double loss) {
        return new Evaluation(loss, Map.of("accuracy", 1 - loss), 100);
    }

    private static long pixels(BufferedImage image, int rgb) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> (pixel & 0xffffff) == rgb).count();
    }
}
