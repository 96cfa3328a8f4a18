package dev.inkstone.training.doctor;

import dev.inkstone.layers.Model;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;

/**
 * Follows the loss from step to step. It diverges where it stands above ten times what it was for a while, or above three times
 * for long, and the weights have grown: a peak that passes is no divergence. What it was is the first loss, or that of answering 0
 * to everything if that is higher: a run that begins with a trained model has nearly no loss.
 */
final class Divergence {
    private static final double FAR = 10;
    private static final double ABOVE = 3;
    private static final int STEPS = 5;
    private static final int EXAMPLES = 64;
    private static final int LONG = 100;
    private static final double GROWN = 1.5;

    private static final System.Logger LOG = System.getLogger(Doctor.class.getPackageName());

    private final Model model;
    private double[] startNorms = {};
    private double start = Double.NaN;
    private double ofZeros = Double.NEGATIVE_INFINITY;
    private double mean = Double.NaN;
    private double last = Double.NaN;
    private long steps;
    private int far;
    private boolean told;

    Divergence(Model model) {
        this.model = model;
    }

    /** Training begins with the weights as they are now, if it has not begun before. */
    void begin() {
        if (startNorms.length == 0) {
            startNorms = norms(model);
        }
    }

    /** What the loss of answering 0 would be; the more examples, the better it is known. */
    void reference(Examination examination) {
        try {
            double value =
                    examination.lossOf(Tensor.zeros(examination.prediction().shape()));
            ofZeros = Double.isFinite(value) ? Math.max(ofZeros, value) : ofZeros;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "the loss takes no zeros: {0}", e.getMessage());
        }
    }

    void stepped(long step, double loss, int batch, double learningRate, Findings findings) {
        start = Double.isNaN(start) ? loss : start;
        mean = Double.isNaN(mean) ? loss : mean + (loss - mean) / Math.min(steps + 1, LONG / 2);
        last = loss;
        steps++;
        far = loss > FAR * reference() ? far + 1 : 0;
        if (reference() <= 0 || told || !findings.wants(Symptom.DIVERGENCE)) {
            return;
        }
        if (far >= Math.max(STEPS, EXAMPLES / batch)) {
            tell(step, Values.text(last), learningRate, findings);
        } else if (steps >= LONG && mean > ABOVE * reference()) {
            tell(step, Values.text(mean) + ", the mean of the last steps,", learningRate, findings);
        }
    }

    /** Whether the loss had risen before it was no number any more. */
    boolean hasRisen() {
        return reference() > 0 && last > FAR * reference();
    }

    /** What the loss should not be far above. */
    private double reference() {
        return Math.max(start, ofZeros);
    }

    /** Says so of the last loss. */
    void tell(long step, double learningRate, Findings findings) {
        tell(step, Values.text(last), learningRate, findings);
    }

    /** Says so if the weights have grown, and names the layer in which they did most. */
    private void tell(long step, String loss, double learningRate, Findings findings) {
        double[] now = norms(model);
        double before = total(startNorms);
        double after = total(now);
        if (told || !(after > GROWN * before)) {
            return;
        }
        told = true;
        findings.add(new Diagnosis(
                Symptom.DIVERGENCE,
                step,
                Anatomy.ownerOf(model.parameters().list().get(grownMost(now))),
                "the loss has risen from " + Values.text(start) + " to " + loss
                        + " and the norm of the weights from " + Values.text(before) + " to " + Values.text(after)
                        + ", here most, expected a loss that falls",
                "divide the learning rate of " + Values.text(learningRate)
                        + " by 10, or clip the gradients with clipGlobalNorm(1)"));
    }

    private int grownMost(double[] now) {
        int most = 0;
        for (int i = 1; i < now.length; i++) {
            most = now[i] - startNorms[i] > now[most] - startNorms[most] ? i : most;
        }
        return most;
    }

    private static double total(double[] norms) {
        return Math.sqrt(Arrays.stream(norms).map(norm -> norm * norm).sum());
    }

    private static double[] norms(Model model) {
        return model.parameters().list().stream()
                .map(parameter -> Values.of(parameter.value()))
                .mapToDouble(values -> values.rootMeanSquare() * Math.sqrt(values.count()))
                .toArray();
    }
}
