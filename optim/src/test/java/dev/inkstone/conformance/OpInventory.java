package dev.inkstone.conformance;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodReference;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What the compiled tests do to each op. Nobody keeps a list: an op counts as tested if, in the byte code, a test method reaches a
 * lambda or method reference that calls it, and reaches the check as well.
 *
 * <ul>
 *   <li>A gradient check: a jqwik property that reaches {@code GradientCheck.check}.
 *   <li>A case: what {@link OpCases#RUNNERS} reaches, or a property whose gradient check has a reference in double precision.
 *   <li>A bad-input case: a test method that reaches an assertion that something is thrown.
 * </ul>
 *
 * <p>Every overload counts for itself, but one that only calls its namesake stands and falls with it.
 */
final class OpInventory {
    private static final Set<String> TESTS =
            Set.of("Test", "ParameterizedTest", "TestFactory", "RepeatedTest", "Property", "Example");

    private final List<JavaMethod> ops;
    private final Set<String> checked = new HashSet<>();
    private final Set<String> referenced = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final Set<String> conforming = new HashSet<>();

    /**
     * Reads the evidence.
     *
     * @param library the classes with the ops
     * @param tests the tests of ops
     * @param runners the class whose static fields run the conformance cases
     */
    OpInventory(JavaClasses library, JavaClasses tests, JavaClass runners) {
        this.ops = library.stream()
                .filter(type -> type.getPackageName().equals("dev.inkstone.ops"))
                .flatMap(type -> type.getMethods().stream())
                .filter(OpInventory::isOp)
                .sorted(Comparator.comparing(JavaMethod::getFullName))
                .toList();
        for (JavaClass type : tests) {
            type.getMethods().stream().filter(OpInventory::isTest).forEach(this::note);
        }
        runners.getStaticInitializer().ifPresent(start -> conforming.addAll(reach(start).targets));
    }

    /** A public static method that takes a tape or gives a tensor. */
    private static boolean isOp(JavaMethod method) {
        boolean visible = method.getModifiers().containsAll(Set.of(JavaModifier.PUBLIC, JavaModifier.STATIC))
                && method.getOwner().getModifiers().contains(JavaModifier.PUBLIC)
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC);
        boolean tape = method.getRawParameterTypes().stream()
                .anyMatch(type -> type.getName().equals("dev.inkstone.autodiff.Tape"));
        boolean tensor = method.getReturnType().getAllInvolvedRawTypes().stream()
                .anyMatch(type -> type.getName().startsWith("dev.inkstone.tensor.")
                        && type.getSimpleName().endsWith("Tensor"));
        return visible && (tape || tensor);
    }

    private static boolean isTest(JavaMethod method) {
        return method.getAnnotations().stream()
                .anyMatch(annotation -> TESTS.contains(annotation.getRawType().getSimpleName()));
    }

    private void note(JavaMethod test) {
        Reach reach = reach(test);
        boolean property = test.isAnnotatedWith("net.jqwik.api.Property");
        if (property && reach.calls("dev.inkstone.autodiff.GradientCheck.check(")) {
            checked.addAll(reach.lazily);
            if (reach.calls("dev.inkstone.autodiff.GradientCheck.against(")) {
                referenced.addAll(reach.lazily);
            }
        }
        if (reach.calls("org.assertj.core.api.Assertions.assertThatThrownBy(")
                || reach.calls("org.assertj.core.api.ThrowableTypeAssert.isThrownBy(")) {
            refused.addAll(reach.lazily);
        }
    }

    /**
     * What can be called from a method by way of other methods of the tests.
     *
     * @param targets full names of all methods called or referred to
     * @param lazily those that are called within a lambda, or referred to: what a check is handed, not what prepares it
     */
    private record Reach(Set<String> targets, Set<String> lazily) {
        boolean calls(String start) {
            return targets.stream().anyMatch(target -> target.startsWith(start));
        }
    }

    private static Reach reach(JavaCodeUnit start) {
        Reach reach = new Reach(new HashSet<>(), new HashSet<>());
        Set<JavaCodeUnit> seen = new HashSet<>(Set.of(start));
        Deque<JavaCodeUnit> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            for (JavaAccess<?> access : open.remove().getAccessesFromSelf()) {
                reach.targets.add(access.getTarget().getFullName());
                if (access.isDeclaredInLambda() || access instanceof JavaMethodReference) {
                    reach.lazily.add(access.getTarget().getFullName());
                }
                access.getTarget()
                        .resolveMember()
                        .filter(member -> member instanceof JavaCodeUnit && isOfTests(access))
                        .map(JavaCodeUnit.class::cast)
                        .filter(seen::add)
                        .ifPresent(open::add);
            }
        }
        return reach;
    }

    /** Only the tests are followed: that one op is made of another does not test the other. */
    private static boolean isOfTests(JavaAccess<?> access) {
        return access.getTargetOwner()
                .getSource()
                .map(source -> source.getUri().toString().contains("/test-classes/"))
                .orElse(false);
    }

    /** How many ops there are; {@code distinctly} counts overloads once. */
    long count(boolean distinctly) {
        return ops.stream()
                .map(op -> distinctly ? op.getOwner().getName() + "." + op.getName() : op.getFullName())
                .distinct()
                .count();
    }

    /** The ops that no conformance case runs, but a reference of their own does. */
    List<String> onlyReferenced() {
        return ops.stream()
                .filter(op -> !has(conforming, op) && has(referenced, op))
                .map(OpInventory::shown)
                .toList();
    }

    /** A sentence for each thing that is missing. */
    List<String> gaps(Map<String, String> notDifferentiable) {
        List<String> gaps = new ArrayList<>();
        for (JavaMethod op : ops) {
            if (!has(checked, op) && !notDifferentiable.containsKey(name(op))) {
                gaps.add(shown(op)
                        + ": no gradient check; write a @Property in a …GradientTest of core that hands a lambda"
                        + " with it to GradientCheck.of, with a reference in double precision, by Checked.gradients");
            }
            if (!has(conforming, op) && !has(referenced, op)) {
                gaps.add(shown(op)
                        + ": no conformance or reference case; enter its runner in OpCases.RUNNERS, or give its"
                        + " gradient check a reference (GradientCheck.against)");
            }
            if (!has(refused, op)) {
                gaps.add(shown(op) + ": no bad-input case; write a @Test in a …BadInputTest of core that asserts what"
                        + " it throws, be it only for a tensor of a closed tape");
            }
        }
        Set<String> names = ops.stream().map(OpInventory::name).collect(Collectors.toSet());
        notDifferentiable.keySet().stream()
                .filter(Predicate.not(names::contains))
                .forEach(name -> gaps.add(name + ": said to have no gradient, but there is no such op; remove it"));
        return gaps;
    }

    private static boolean has(Set<String> evidence, JavaMethod op) {
        return evidence.contains(op.getFullName()) || shorthandFor(op).stream().anyMatch(other -> has(evidence, other));
    }

    /** The namesakes that {@code op} calls if it calls nothing else of the library, or none. */
    private static List<JavaMethod> shorthandFor(JavaMethod op) {
        List<JavaMethod> targets = new ArrayList<>();
        for (var call : op.getMethodCallsFromSelf()) {
            boolean namesake = call.getTargetOwner().equals(op.getOwner())
                    && call.getName().equals(op.getName());
            if (!namesake) {
                return List.of();
            }
            call.getTarget().resolveMember().ifPresent(targets::add);
        }
        return targets;
    }

    private static String name(JavaMethod op) {
        return op.getOwner().getSimpleName() + "." + op.getName();
    }

    private static String shown(JavaMethod op) {
        return name(op)
                + op.getRawParameterTypes().stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
