package dev.obtaskd.bench;

import dev.obtaskd.store.Cursor;
import dev.obtaskd.store.Page;
import dev.obtaskd.store.Sort;
import dev.obtaskd.store.TaskFilter;
import dev.obtaskd.store.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A page of 50 tasks costs the same wherever it is and however many tasks there are. */
final class Pages implements Metric {

    static final int LIMIT = 50;
    private static final int FEW = 10_000;
    static final int MANY = 100_000;
    private static final int WARM_UP = 200;
    private static final int SAMPLES = 400;

    private static final TaskFilter RARE = new TaskFilter(Set.of(), null, null, Stock.RARE_OPERATION, null, null, null,
            null, Set.of(), null, null, null, false);

    @Override
    public String name() {
        return "pages";
    }

    @Override
    public List<Figure> run(Place place) throws Exception {
        try (var few = new Ours(Stock.copy(place, FEW), false); var many = new Ours(Stock.copy(place, MANY), false)) {
            var small = looks(few.engine().tasks());
            var large = looks(many.engine().tasks());
            var figures = new ArrayList<Figure>();
            for (var which : large.keySet()) {
                figures.addAll(figures(which, small.get(which), large.get(which)));
            }
            figures.add(Walk.along(many));
            return figures;
        }
    }

    private static Map<String, Callable<Page>> looks(Tasks tasks) {
        var oldest = tasks.page(TaskFilter.ALL, new Sort(Sort.Field.CREATED_AT, false), LIMIT + 1, null).next();
        var looks = new LinkedHashMap<String, Callable<Page>>();
        looks.put("first", () -> page(tasks, TaskFilter.ALL, null));
        looks.put("last", () -> page(tasks, TaskFilter.ALL, oldest));
        looks.put("filtered", () -> page(tasks, RARE, null));
        return looks;
    }

    private static Page page(Tasks tasks, TaskFilter filter, @Nullable Cursor after) {
        var page = tasks.page(filter, Sort.DEFAULT, LIMIT, after);
        if (page.items().size() != LIMIT) {
            throw new IllegalStateException("a page of " + page.items().size());
        }
        return page;
    }

    private static List<Figure> figures(String which, Callable<Page> small, Callable<Page> large) throws Exception {
        var few = new Series();
        var many = new Series();
        for (int i = 0; i < WARM_UP; i++) {
            small.call();
            large.call();
        }
        for (int i = 0; i < SAMPLES; i++) {
            few.time(small);
            many.time(large);
        }
        var slowest = Math.max(few.percentile(99), many.percentile(99));
        return List.of(
                Figure.alone(which + " page p99, 10,000 and 100,000 tasks", "ms", slowest, Goal.atMost(10)),
                Figure.beside(which + " page p50, 100,000 tasks", "ms", many.median(), few.median(),
                        "obtaskd with 10,000 tasks", Goal.ratioAtMost(1.5)));
    }
}
