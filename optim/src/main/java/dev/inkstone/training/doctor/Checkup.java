package dev.inkstone.training.doctor;

import dev.inkstone.autodiff.Gradients;
import dev.inkstone.data.Batch;
import dev.inkstone.data.Batches;
import dev.inkstone.layers.Model;
import dev.inkstone.losses.Loss;
import dev.inkstone.losses.Targets;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Tensor;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Doctor} does in one run. A trainer calls all of this itself; a loop of your own calls
 *
 * <pre>{@code
 * Checkup checkup = Doctor.logging().checkup(model, loss, diagnosis -> {});
 * checkup.begin(0, batches, null, 1);
 * for (Batch batch : batches.epochs(10)) {
 *     checkup.sees(batch);
 *     try (Tape tape = Tape.record(batch.position())) {
 *         Tensor value = loss.of(model.forward(batch.inputs(), tape), batch.targets());
 *         Gradients gradients = tape.gradients(value);
 *         if (!checkup.isSound(value.item(), gradients)) {
 *             throw new DiagnosisException(checkup.refuse(batch.inputs(), batch.targets(), batch.position(), 1));
 *         }
 *         optimizer.step(model, gradients);
 *         checkup.stepped(value.item(), batch.size(), optimizer.learningRate());
 *     }
 * }
 * }</pre>
 *
 * <p>Belongs to the thread that trains. Each method may throw a {@link DiagnosisException} if the doctor raises.
 */
public final class Checkup {
    /** Examinations are at steps 0, 1, 2, 4, … up to this one, and then at its multiples. */
    private static final long FARTHEST = 4096;

    private final Model model;
    private final Loss loss;
    private final Findings findings;
    private final Anatomy anatomy;
    private final Sample sample;
    private final StuckLoss stuck;
    private final Divergence divergence;
    private final List<Examination.Look> looks;
    private final FiniteSums finite = new FiniteSums();
    private Overlap overlap = new Overlap(false);
    private @Nullable Batches train;
    private @Nullable Batches validation;
    private long step;
    private long made;
    private boolean examined;
    private double learningRate = Double.NaN;
    private NonFinite.@Nullable Origin inValidation;

    Checkup(Doctor doctor, Model model, Loss loss, Consumer<Diagnosis> heard) {
        this.model = model;
        this.loss = loss;
        this.findings = new Findings(doctor, heard);
        this.anatomy = new Anatomy(model);
        this.sample = new Sample(model);
        this.stuck = new StuckLoss(model);
        this.divergence = new Divergence(model);
        this.looks = List.of(
                new InputScale(),
                new Probabilities(),
                new DeadUnits(),
                stuck,
                (examination, f) -> divergence.reference(examination));
    }

    /** Diagnoses of an earlier part of the run, which are not told again. */
    public void remember(List<Diagnosis> diagnoses) {
        diagnoses.forEach(findings::remember);
    }

    /**
     * Training begins, or goes on.
     *
     * @param step steps made before; where it is 0, the weights are looked at
     * @param train the training batches
     * @param validation the validation data; null for none
     * @param shards into which each batch is cut
     */
    public void begin(long step, Batches train, @Nullable Batches validation, int shards) {
        this.step = step;
        if (train != this.train || validation != this.validation) {
            this.train = train;
            this.validation = validation;
            overlap = new Overlap(validation != null && findings.wants(Symptom.VALIDATION_OVERLAP));
        }
        divergence.begin();
        if (step == 0) {
            EqualWeights.look(model, anatomy, findings);
        }
        SingleExampleNorm.look(model, anatomy, train, shards, step, findings);
    }

    /** An epoch begins with its first batch. */
    public void epochBegins() {
        overlap.epochBegins();
        stuck.epochBegins();
    }

    /** A batch is going to be trained on. */
    public void sees(Batch batch) {
        sample.add(batch);
        stuck.sees(batch);
        overlap.trains(batch);
        if (!examined && isDue()) {
            examined = true;
            Examination.of(step, model, anatomy, loss, sample, looks, findings);
        }
    }

    private boolean isDue() {
        return made < FARTHEST ? (made & (made - 1)) == 0 : made % FARTHEST == 0;
    }

    /** Whether a step may be made with these. */
    public boolean isSound(double loss, Gradients gradients) {
        if (!findings.wants(Symptom.NON_FINITE)) {
            return true;
        }
        return Double.isFinite(loss) && finite.isFinite(gradients.flat());
    }

    /**
     * Finds out why a step may not be made, and says so each time.
     *
     * @param inputs of the batch
     * @param targets of the batch
     * @param position with which the step was computed
     * @param shards into which it was cut
     */
    public Diagnosis refuse(Tensor inputs, Targets targets, Position position, int shards) {
        if (divergence.hasRisen()) {
            divergence.tell(step, learningRate, findings);
        }
        NonFinite.Origin origin = new NonFinite(model, anatomy, loss).inTraining(inputs, targets, position, shards);
        Diagnosis diagnosis = origin == null
                ? new Diagnosis(
                        Symptom.NON_FINITE,
                        step,
                        "gradients",
                        "their sum is NaN or infinite, expected a finite number",
                        "lower the learning rate, or clip the gradients with clipGlobalNorm(1)")
                : new Diagnosis(Symptom.NON_FINITE, step, origin.place(), origin.finding(), origin.cure());
        findings.remember(diagnosis);
        findings.tell(diagnosis);
        return diagnosis;
    }

    /** A step has been made. */
    public void stepped(double loss, int examples, double learningRate) {
        step++;
        made++;
        examined = false;
        this.learningRate = learningRate;
        divergence.stepped(step, loss, examples, learningRate, findings);
    }

    /** A piece of the validation data has been evaluated. */
    public void validates(Batch piece, double loss) {
        overlap.validates(piece);
        if (!Double.isFinite(loss) && inValidation == null) {
            inValidation = new NonFinite(model, anatomy, this.loss).inValidation(piece.inputs(), piece.targets());
        }
    }

    /** All validation data have been evaluated. */
    public void validated() {
        NonFinite.Origin origin = inValidation;
        inValidation = null;
        overlap.validated(step, findings);
        if (origin != null) {
            findings.add(new Diagnosis(
                    Symptom.NON_FINITE, step, "validation data, " + origin.place(), origin.finding(), origin.cure()));
        }
    }
}
