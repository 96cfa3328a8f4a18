package dev.inkstone.docs;

import dev.inkstone.autodiff.Tape;
import dev.inkstone.ops.Activation;
import dev.inkstone.random.Position;
import dev.inkstone.tensor.Shape;
import dev.inkstone.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** Every activation but the linear one with its derivative, computed by the library. */
final class ActivationsPicture {
    private static final int COLUMNS = 4;
    private static final int UNIT = 26;
    private static final int PANEL_WIDTH = 224;
    private static final int PANEL_HEIGHT = 172;
    private static final double REACH = 4;
    private static final double LOW = -2.1;
    private static final double HIGH = 3.2;
    private static final int POINTS = 101;

    private ActivationsPicture() {}

    static String draw() {
        List<Activation> all = Arrays.stream(Activation.values())
                .filter(activation -> activation != Activation.LINEAR)
                .toList();
        Svg svg = new Svg(COLUMNS * PANEL_WIDTH, (all.size() + COLUMNS - 1) / COLUMNS * PANEL_HEIGHT);
        for (int i = 0; i < all.size(); i++) {
            panel(svg, all.get(i), i % COLUMNS * PANEL_WIDTH + PANEL_WIDTH / 2, (i / COLUMNS + 1) * PANEL_HEIGHT - 62);
        }
        return svg.toString();
    }

    /** One panel around its origin. */
    private static void panel(Svg svg, Activation activation, int x0, int y0) {
        svg.line(x0 - REACH * UNIT, y0, x0 + REACH * UNIT, y0, "#bbbbbb");
        svg.line(x0, y0 - HIGH * UNIT, x0, y0 - LOW * UNIT, "#bbbbbb");
        svg.line(x0 - 3, y0 - UNIT, x0 + 3, y0 - UNIT, "#666666");
        svg.text(x0 - 6, y0 - UNIT + 4, 10, "end", "1");
        for (int x = -3; x <= 3; x += 3) {
            svg.text(x0 + x * UNIT, y0 + 12, 10, x == 0 ? "start" : "middle", Integer.toString(x));
        }
        svg.text(x0 - REACH * UNIT, y0 - HIGH * UNIT + 10, 14, "start", activation.name());

        float[] inputs = new float[POINTS];
        for (int i = 0; i < POINTS; i++) {
            inputs[i] = (float) (-REACH + 2 * REACH * i / (POINTS - 1));
        }
        try (Tape tape = Tape.record(Position.START)) {
            Tensor x = tape.watch(Tensor.of(Shape.of(POINTS), inputs));
            Tensor y = activation.apply(tape, x);
            float[] ones = new float[POINTS];
            Arrays.fill(ones, 1f);
            Tensor slope = tape.gradients(y, Tensor.of(Shape.of(POINTS), ones)).of(x);
            svg.curve(points(inputs, slope.toArray(), x0, y0), "#ff7f0e", "4 3");
            svg.curve(points(inputs, y.toArray(), x0, y0), "#1f77b4", "none");
        }
    }

    /** Points within the panel. */
    private static double[] points(float[] x, float[] y, int x0, int y0) {
        double[] points = new double[2 * x.length];
        int n = 0;
        for (int i = 0; i < x.length; i++) {
            if (y[i] >= LOW && y[i] <= HIGH) {
                points[n++] = x0 + UNIT * x[i];
                points[n++] = y0 - UNIT * y[i];
            }
        }
        return Arrays.copyOf(points, n);
    }
}
