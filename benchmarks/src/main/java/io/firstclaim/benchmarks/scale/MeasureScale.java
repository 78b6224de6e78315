package io.firstclaim.benchmarks.scale;

import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Fills a database of each size, measures all of them in turns, and takes them away again.
final class MeasureScale {
    private final ScalePlan plan;
    private final PostgresServer server;
    private final Consumer<String> progress;

    MeasureScale(ScalePlan plan, PostgresServer server, Consumer<String> progress) {
        this.plan = plan;
        this.server = server;
        this.progress = progress;
    }

    ScaleReport run() throws SQLException {
        var began = Instant.now();
        progress.accept("making %d certificates".formatted(plan.anchors() + plan.devices()));
        var population = new Population(plan);
        var sites = new ArrayList<Site>();
        try {
            for (long rows : plan.sizes()) {
                sites.add(site(rows, population));
            }
            measure(sites, population);
            return new ScaleReport(began.truncatedTo(ChronoUnit.MINUTES).toString(), Machine.description(),
                    server.description(), load(), Duration.between(began, Instant.now()).toSeconds(), plan.sizes(),
                    figures(sites));
        } finally {
            for (var site : sites) {
                site.close();
                server.drop(nameOf(site.rows()));
            }
        }
    }

    private Site site(long rows, Population population) throws SQLException {
        var url = server.newDatabase(nameOf(rows));
        Database.open(DatabaseConfig.of(url)).close();
        new Seed(population, rows, done -> progress.accept("%s of %s enrollments seeded"
                .formatted(ScaleReport.shown(done), ScaleReport.shown(rows)))).into(url);
        return new Site(rows, url, population);
    }

    private void measure(List<Site> sites, Population population) throws SQLException {
        var sizes = new ArrayList<Size>();
        for (var site : sites) {
            sizes.add(Size.of(site));
        }
        var rounds = new Rounds(plan, population);
        for (int round = 0; round <= plan.rounds(); round++) {
            progress.accept(round == 0 ? "getting warm" : "round %d of %d".formatted(round, plan.rounds()));
            for (var site : sites) {
                rounds.run(site);
                if (round == 0) {
                    site.forget();
                }
            }
        }
        for (int i = 0; i < sites.size(); i++) {
            var site = sites.get(i);
            sizes.get(i).record(site);
            progress.accept("bulk upload and expiry at " + ScaleReport.shown(site.rows()));
            new Bulk(plan, population).run(site);
        }
    }

    private static List<Figure> figures(List<Site> sites) {
        return Stream.of(Measure.values()).map(measure -> new Figure(measure.title(), measure.unit(),
                sites.stream().map(site -> site.spread(measure)).toList())).toList();
    }

    private String load() {
        return "Each database has %,d accounts, one of which holds half of the enrollments, and %,d trusted certificates, "
                .formatted(plan.accounts(), plan.anchors())
                + "%d of one subject; one enrollment in ten is claimed. %d rounds on the databases in turns; medians, with the middle half of the values in brackets."
                        .formatted(plan.namesakes(), plan.rounds());
    }

    private static String nameOf(long rows) {
        return "firstclaim_scale_" + rows;
    }

    /// Bytes of an enrollment, as the load left them.
    private record Size(double table, double indexes) {
        static Size of(Site site) throws SQLException {
            try (var connection = DriverManager.getConnection(site.jdbcUrl());
                    var statement = connection.createStatement();
                    var row = statement
                            .executeQuery("SELECT pg_table_size('enrollment'), pg_indexes_size('enrollment')")) {
                row.next();
                return new Size(Math.rint((double) row.getLong(1) / site.rows()),
                        Math.rint((double) row.getLong(2) / site.rows()));
            }
        }

        void record(Site site) {
            site.record(Measure.TABLE_BYTES, table);
            site.record(Measure.INDEX_BYTES, indexes);
        }
    }
}
