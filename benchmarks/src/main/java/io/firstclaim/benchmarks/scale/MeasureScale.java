package io.firstclaim.benchmarks.scale;

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

    ScaleReport run() throws SQLException, InterruptedException {
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
        io.firstclaim.persistence.Database.open(io.firstclaim.persistence.DatabaseConfig.of(url)).close();
        new Seed(population, rows, done -> progress.accept("%s of %s enrollments seeded"
                .formatted(ScaleReport.shown(done), ScaleReport.shown(rows)))).into(url);
        var site = new Site(rows, url, population);
        return site;
    }

    private void measure(List<Site> sites, Population population) throws SQLException, InterruptedException {
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
        for (var site : sites) {
            size(site);
            progress.accept("bulk upload and expiry at " + ScaleReport.shown(site.rows()));
            new Bulk(plan, population).run(site);
        }
    }

    private static void size(Site site) throws SQLException {
        try (var connection = DriverManager.getConnection(site.jdbcUrl());
                var statement = connection.createStatement();
                var row = statement
                        .executeQuery("SELECT pg_table_size('enrollment'), pg_indexes_size('enrollment')")) {
            row.next();
            site.record(Measure.TABLE_BYTES, Math.rint((double) row.getLong(1) / site.rows()));
            site.record(Measure.INDEX_BYTES, Math.rint((double) row.getLong(2) / site.rows()));
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
}
