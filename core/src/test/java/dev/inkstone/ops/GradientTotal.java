package dev.inkstone.ops;

import dev.inkstone.autodiff.GradientReport;
import net.jqwik.api.lifecycle.AfterContainerHook;
import net.jqwik.api.lifecycle.ContainerLifecycleContext;
import net.jqwik.api.lifecycle.PropagationMode;

/** Prints, after all properties of a run, what {@link GradientTotals} prints for each class; jqwik finds it as a service. */
public final class GradientTotal implements AfterContainerHook {
    private static long checked;
    private static double largest;

    static synchronized void add(GradientReport report) {
        checked += report.checked();
        largest = Math.max(largest, report.largestError());
    }

    @Override
    public PropagationMode propagateTo() {
        return PropagationMode.NO_DESCENDANTS;
    }

    @Override
    public void afterContainer(ContainerLifecycleContext context) {
        synchronized (GradientTotal.class) {
            if (context.optionalContainerClass().isEmpty() && checked > 0) {
                System.out.printf(
                        "gradient checks in all: %,d gradients, largest relative error %.1e%n", checked, largest);
            }
        }
    }
}
