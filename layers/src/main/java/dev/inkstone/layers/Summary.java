package dev.inkstone.layers;

import dev.inkstone.autodiff.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that {@link Model#summary} prints. */
final class Summary {
    private Summary() {}

    static String of(Model model) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"layer", "kind", "output", "parameters"});
        rows.add(new String[] {"input", "", model.inputShape().toString(), ""});
        for (LayerInfo layer : model.layers()) {
            String indent = "  ".repeat(layer.depth());
            String name = layer.path().substring(layer.path().lastIndexOf('/') + 1);
            rows.add(new String[] {
                indent + name,
                layer.spec().bare().getClass().getSimpleName(),
                layer.output().toString(),
                count(layer.parameters())
            });
        }
        int[] widths = widths(rows);
        StringBuilder table = new StringBuilder();
        for (String[] row : rows) {
            String line = String.format(
                    "%-" + widths[0] + "s  %-" + widths[1] + "s  %-" + widths[2] + "s  %" + widths[3] + "s",
                    (Object[]) row);
            table.append(line.stripTrailing()).append(System.lineSeparator());
        }
        int states = model.parameters().states().length;
        table.append(trainable(model.parameters()));
        table.append(states == 0 ? "" : ", " + count(states) + " other values").append(System.lineSeparator());
        return table.toString();
    }

    private static String trainable(Parameters parameters) {
        int all = parameters.count();
        int frozen = parameters.frozenCount();
        return frozen == 0
                ? count(all) + " trainable parameters"
                : count(all - frozen) + " of " + count(all) + " parameters trainable, the others are frozen";
    }

    private static String count(int n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    private static int[] widths(List<String[]> rows) {
        int[] widths = new int[4];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        return widths;
    }
}
