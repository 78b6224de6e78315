package io.firstclaim.server;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.account.AccountDefaults;
import io.firstclaim.core.claim.RetryWaits;
import io.firstclaim.core.enrollment.EnrollmentJobLimits;
import io.firstclaim.persistence.DatabaseConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;

/// What can be set of a core. [#in(Path)] has a usable value for everything. It may be logged: the password of a database
/// is not shown, and the passphrase is not in it.
///
/// @param accounts
///            what a new account gets when its creator does not say: by default 1000 devices, 50 trusted certificates
public record CoreConfig(Listen listen, Storage storage, Limits limits, Timing timing, AccountDefaults accounts,
        Jobs jobs, Refusals refusals, Webhooks webhooks, Audit audit, Health health) {
    /// The port of a core when nothing is set.
    public static final int DEFAULT_PORT = 9090;
    /// The devices of an account when nothing is set.
    public static final int DEFAULT_DEVICE_QUOTA = 1000;
    /// The trusted certificates of an account when nothing is set.
    public static final int DEFAULT_CERTIFICATE_LIMIT = 50;

    private static final int MAX_PORT = 65_535;

    /// Everything by default, and everything that is kept under one folder.
    public static CoreConfig in(Path dataDirectory) {
        return new CoreConfig(new Listen("localhost", DEFAULT_PORT, List.of()),
                Storage.in(dataDirectory), new Limits(1024 * 1024, 256),
                new Timing(Duration.ofDays(365), Duration.ofSeconds(30), Duration.ofSeconds(5)),
                new AccountDefaults(DEFAULT_DEVICE_QUOTA, DEFAULT_CERTIFICATE_LIMIT), Jobs.byDefault(),
                new Refusals(Duration.ofDays(Refusals.DEFAULT_DAYS), Refusals.DEFAULT_UNLISTED_PER_CA),
                Webhooks.STANDARD, Audit.STANDARD, Health.NONE);
    }

    /// The same, listening elsewhere.
    public CoreConfig with(Listen changed) {
        return new CoreConfig(changed, storage, limits, timing, accounts, jobs, refusals, webhooks, audit, health);
    }

    /// The same, storing elsewhere.
    public CoreConfig with(Storage changed) {
        return new CoreConfig(listen, changed, limits, timing, accounts, jobs, refusals, webhooks, audit, health);
    }

    /// The same with other limits.
    public CoreConfig with(Limits changed) {
        return new CoreConfig(listen, storage, changed, timing, accounts, jobs, refusals, webhooks, audit, health);
    }

    /// The same with other times.
    public CoreConfig with(Timing changed) {
        return new CoreConfig(listen, storage, limits, changed, accounts, jobs, refusals, webhooks, audit, health);
    }

    /// The same with other values for new accounts.
    public CoreConfig with(AccountDefaults changed) {
        return new CoreConfig(listen, storage, limits, timing, changed, jobs, refusals, webhooks, audit, health);
    }

    /// The same with other bounds of bulk jobs.
    public CoreConfig with(Jobs changed) {
        return new CoreConfig(listen, storage, limits, timing, accounts, changed, refusals, webhooks, audit, health);
    }

    /// The same, remembering refusals for another time.
    public CoreConfig with(Refusals changed) {
        return new CoreConfig(listen, storage, limits, timing, accounts, jobs, changed, webhooks, audit, health);
    }

    /// The same with other rules for webhooks.
    public CoreConfig with(Webhooks changed) {
        return new CoreConfig(listen, storage, limits, timing, accounts, jobs, refusals, changed, audit, health);
    }

    /// The same, keeping the audit log for another time.
    public CoreConfig with(Audit changed) {
        return new CoreConfig(listen, storage, limits, timing, accounts, jobs, refusals, webhooks, changed, health);
    }

    /// The same with another port of health and metrics.
    public CoreConfig with(Health changed) {
        return new CoreConfig(listen, storage, limits, timing, accounts, jobs, refusals, webhooks, audit, changed);
    }

    /// Where the core is reached.
    ///
    /// @param host
    ///            the name or address to listen on; by default `localhost`, since the port is an administration port; `0.0.0.0` for all addresses
    /// @param port
    ///            0 to 65535, by default 9090; 0 takes any free one
    /// @param hostNames
    ///            further DNS names or IP addresses by which clients reach it, at most 13; its certificate names them beside `localhost`,
    ///            `127.0.0.1` and `host`
    public record Listen(String host, int port, List<String> hostNames) {
        public Listen {
            if (host.isBlank()) {
                throw FirstclaimException.invalid("host", "A host name or address to listen on is expected.");
            }
            if (port < 0 || port > MAX_PORT) {
                throw FirstclaimException.invalid("port", port + " is not a port: 0 to 65535 are expected.");
            }
            hostNames = List.copyOf(hostNames);
        }

        /// The names in the core's certificate.
        List<String> certifiedNames() {
            var names = new LinkedHashSet<>(hostNames);
            names.add("localhost");
            names.add("127.0.0.1");
            if (!host.equals("0.0.0.0") && !host.equals("::")) {
                names.add(host);
            }
            return List.copyOf(names);
        }
    }

    /// Where the core keeps what it knows.
    ///
    /// @param dataDirectory
    ///            the folder of the embedded database, and of `core-ca.pem` and `server-ca.pem`, which the core writes for its clients and for factories
    /// @param database
    ///            by default H2 in the file `firstclaim` of the data directory
    /// @param passphraseFile
    ///            the file whose first line opens the CA keys in the database; by default `passphrase` in the data directory; see
    ///            [PassphraseFile]
    public record Storage(Path dataDirectory, DatabaseConfig database, Path passphraseFile) {
        /// Everything in one folder.
        public static Storage in(Path dataDirectory) {
            return new Storage(dataDirectory, DatabaseConfig.embedded(dataDirectory.resolve("firstclaim")),
                    dataDirectory.resolve("passphrase"));
        }

        /// Where clients find the CA certificate by which they know the core.
        public Path coreCaFile() {
            return dataDirectory.resolve("core-ca.pem");
        }

        /// Where factories find the CA certificate by which devices know the servers.
        public Path serverCaFile() {
            return dataDirectory.resolve("server-ca.pem");
        }
    }

    /// How much at once.
    ///
    /// @param maxMessageBytes
    ///            the most bytes of a request, by default 1 MiB; the largest useful one lists 1000 enrollments in some 170 KB
    /// @param maxConcurrentCalls
    ///            how many calls are worked on at once, by default 256; one more is refused with RATE_LIMIT_EXCEEDED
    public record Limits(int maxMessageBytes, int maxConcurrentCalls) {
        public Limits {
            requirePositive("max_message_bytes", maxMessageBytes);
            requirePositive("max_concurrent_calls", maxConcurrentCalls);
        }
    }

    /// How long and how often.
    ///
    /// @param pendingEnrollments
    ///            after which an enrollment ends that no device has claimed, by default 365 days
    /// @param sweepEvery
    ///            the pause between two sweeps of what has expired, by default 30 s
    /// @param drainLimit
    ///            how long calls under way may take to end when the core stops, by default 5 s
    public record Timing(Duration pendingEnrollments, Duration sweepEvery, Duration drainLimit) {
        public Timing {
            requirePositive("pending_enrollments", pendingEnrollments.toSeconds());
            requirePositive("sweep_every", sweepEvery.toMillis());
            requirePositive("drain_limit", drainLimit.toMillis());
        }
    }

    /// Bulk jobs.
    ///
    /// @param kept
    ///            how long a completed job is kept with its reports, by default 7 days
    /// @param openPerAccount
    ///            how many jobs of an account may be under way at once, by default 20; one more is refused with RATE_LIMIT_EXCEEDED
    /// @param rowsPerJob
    ///            the most rows of a job, by default 10 million
    /// @param idleUpload
    ///            how long the core waits for the next 500 rows of a file before it gives it up, by default 15 minutes
    public record Jobs(Duration kept, int openPerAccount, long rowsPerJob, Duration idleUpload) {
        public Jobs {
            requirePositive("jobs_kept", kept.toSeconds());
            requirePositive("jobs_open_per_account", openPerAccount);
            requirePositive("rows_per_job", rowsPerJob);
            requirePositive("idle_upload", idleUpload.toSeconds());
        }

        /// What is written above.
        public static Jobs byDefault() {
            return new Jobs(Duration.ofDays(7), 20, 10_000_000, Duration.ofMinutes(15));
        }

        EnrollmentJobLimits limits() {
            return new EnrollmentJobLimits(kept, openPerAccount, rowsPerJob, idleUpload);
        }
    }

    /// How long and how many devices that were turned away are remembered.
    ///
    /// @param kept
    ///            how long one is kept after it was last seen, by default 30 days
    /// @param unlistedPerCa
    ///            how many of one CA's devices that nobody lists, by default 10,000; beyond, those seen last are kept. Whoever holds a CA's key can make
    ///            any number of them
    public record Refusals(Duration kept, int unlistedPerCa) {
        /// Days for which a refusal is kept when nothing is set.
        public static final int DEFAULT_DAYS = 30;
        /// Unlisted devices of a CA when nothing is set.
        public static final int DEFAULT_UNLISTED_PER_CA = 10_000;

        public Refusals {
            requirePositive("refusals_kept", kept.toMillis());
            requirePositive("unlisted_per_ca", unlistedPerCa);
        }

        /// The same, kept for another time.
        public Refusals keptFor(Duration changed) {
            return new Refusals(changed, unlistedPerCa);
        }
    }

    /// Health and metrics over HTTP.
    ///
    /// @param host
    ///            the name or address to listen on
    /// @param port
    ///            0 to 65535; 0 takes any free one. By default there is none: [#NONE]
    public record Health(String host, int port) {
        /// No port.
        public static final Health NONE = new Health("localhost", -1);

        /// Whether there is a port.
        public boolean isOpen() {
            return port >= 0;
        }
    }

    /// The audit log.
    ///
    /// @param kept
    ///            how long an entry is kept, by default 400 days, so that a year can be looked back on
    public record Audit(Duration kept) {
        /// The days that an entry is kept when nothing is set.
        public static final int DEFAULT_DAYS = 400;

        /// What is written above.
        public static final Audit STANDARD = new Audit(Duration.ofDays(DEFAULT_DAYS));

        public Audit {
            requirePositive("audit_kept", kept.toMillis());
        }
    }

    /// How events are sent to webhooks.
    ///
    /// @param permitPrivateTargets
    ///            whether they may be at private, loopback and other special addresses; by default not
    /// @param maxPerAccount
    ///            how many an account may have, by default 10
    /// @param answerLimit
    ///            how long an attempt may take, from the look-up of the name to the answer, by default 10 s; at most 20 s
    /// @param waits
    ///            between an attempt that failed and the next, by default 5 s, then doubling up to an hour
    public record Webhooks(boolean permitPrivateTargets, int maxPerAccount, Duration answerLimit, RetryWaits waits) {
        /// The webhooks of an account when nothing is set.
        public static final int DEFAULT_MAX_PER_ACCOUNT = 10;

        private static final Duration LONGEST_ANSWER_LIMIT = Duration.ofSeconds(20);

        /// Everything by default.
        public static final Webhooks STANDARD = new Webhooks(false, DEFAULT_MAX_PER_ACCOUNT, Duration.ofSeconds(10),
                RetryWaits.STANDARD);

        public Webhooks {
            requirePositive("max_per_account", maxPerAccount);
            requirePositive("answer_limit", answerLimit.toMillis());
            if (answerLimit.compareTo(LONGEST_ANSWER_LIMIT) > 0) {
                throw FirstclaimException.invalid("answer_limit",
                        answerLimit + " is too long for answer_limit: at most " + LONGEST_ANSWER_LIMIT
                                + " is expected.");
            }
        }

        /// The same for private addresses too, or not.
        public Webhooks permittingPrivateTargets(boolean permitted) {
            return new Webhooks(permitted, maxPerAccount, answerLimit, waits);
        }
    }

    private static void requirePositive(String what, long value) {
        if (value < 1) {
            throw FirstclaimException.invalid(what, value + " is too small for " + what + ": 1 or more is expected.");
        }
    }
}
