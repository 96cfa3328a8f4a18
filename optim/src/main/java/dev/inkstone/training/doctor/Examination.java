package dev.inkstone.training.doctor;

import static dev.inkstone.ops.Add.add;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the layers make of the sample, as a training step would compute it.
 *
 * @param step steps made before
 * @param model as it is now
 * @param anatomy of the model
 * @param loss that is minimised
 * @param sample that went through the model
 * @param layers in the order of the forward pass, those only that hold no others
 * @param prediction {@code [sample, …]}
 */
record Examination(
        long step, Model model, Anatomy anatomy, Loss loss, Sample sample, List<Seen> layers, Tensor prediction) {
    private static final System.Logger LOG = System.getLogger(Doctor.class.getPackageName());

    /** What a layer got and gave. */
    record Seen(String path, Tensor input, Tensor output) {}

    /** The loss of the sample if the model had answered this. */
    double lossOf(Tensor outputs) {
        try (Tape tape = Tape.inference()) {
            return loss.of(add(tape, outputs, Tensor.scalar(0f)), sample.targets())
                    .item();
        }
    }

    /** Looks for one thing. */
    interface Look {
        void at(Examination examination, Findings findings);
    }

    /**
     * Takes the sample through the model, and looks before the memory is given back. A model that takes batches of one size only
     * is left in peace.
     */
    static void of(
            long step, Model model, Anatomy anatomy, Loss loss, Sample sample, List<Look> looks, Findings findings) {
        List<Seen> seen = new ArrayList<>();
        try (Tape tape = Tape.record(new Position(0, step, 0, sample.size()))) {
            tape.observe((path, input, output) -> {
                if (anatomy.isLeaf(path)) {
                    seen.add(new Seen(path, input, output));
                }
            });
            Tensor prediction = forward(model, sample, tape);
            if (prediction != null) {
                Examination examination = new Examination(step, model, anatomy, loss, sample, seen, prediction);
                looks.forEach(look -> look.at(examination, findings));
            }
        }
    }

    private static @Nullable Tensor forward(Model model, Sample sample, Tape tape) {
        try {
            return model.forward(sample.inputs(), tape);
        } catch (RuntimeException e) { // whatever a layer of somebody else throws over this number of examples
            LOG.log(System.Logger.Level.DEBUG, "no examination of the layers: {0}", e.toString());
            return null;
        }
    }
}
