package io.firstclaim.core;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TogetherTest {
    private static final int LIMIT_SECONDS = 20;

    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final Semaphore ends = new Semaphore(0);
    private final Together<Integer, Integer> together = new Together<>(this::doubled,
            Duration.ofSeconds(LIMIT_SECONDS));
    private volatile int poison = -1;
    private volatile RuntimeException failure = new IllegalStateException("poison");

    private List<Integer> doubled(List<Integer> numbers) {
        groups.add(numbers);
        if (!ends.tryAcquire()) {
            try {
                assertThat(ends.tryAcquire(LIMIT_SECONDS, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        if (numbers.contains(poison)) {
            throw failure;
        }
        return numbers.stream().map(number -> 2 * number).toList();
    }

    @Test
    void whoFindsNobodyAtWorkIsAloneAndDoesNotWait() {
        ends.release(2);
        assertThat(ask(1)).isEqualTo(2);
        assertThat(ask(2)).isEqualTo(4);
        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void whoComesWhileOthersAreAtWorkIsTakenAlongByTheNext() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = atWork(threads::submit);
            var later = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 10; i++) {
                var number = 100 + i;
                later.add(threads.submit(() -> ask(number)));
                awaitWaiting(i + 1);
            }
            letTheNextBegin();
            assertThat(groups.getLast()).containsExactlyElementsOf(IntStream.range(100, 110).boxed().toList());
            ends.release(Together.MAX_AT_WORK);
            for (int i = 0; i < 10; i++) {
                assertThat(later.get(i).get(LIMIT_SECONDS, SECONDS)).isEqualTo(2 * (100 + i));
            }
            for (var each : first) {
                assertThat(each.get(LIMIT_SECONDS, SECONDS)).isZero();
            }
        }
    }

    @Test
    void aGroupHasABound() throws Exception {
        var many = Together.MAX_GROUP + 5;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            atWork(threads::submit);
            var later = new ArrayList<Future<Integer>>();
            for (int i = 0; i < many; i++) {
                var number = i;
                later.add(threads.submit(() -> ask(number)));
            }
            awaitWaiting(many);
            ends.release(many);
            for (int i = 0; i < many; i++) {
                assertThat(later.get(i).get(LIMIT_SECONDS, SECONDS)).isEqualTo(2 * i);
            }
        }
        assertThat(groups).allSatisfy(group -> assertThat(group).hasSizeLessThanOrEqualTo(Together.MAX_GROUP));
    }

    @Test
    void ofAGroupThatFailsEachIsTriedByItself() throws Exception {
        poison = 102;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            atWork(threads::submit);
            var later = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 5; i++) {
                var number = 100 + i;
                later.add(threads.submit(() -> ask(number)));
                awaitWaiting(i + 1);
            }
            letTheNextBegin();
            ends.release(100);
            for (int i = 0; i < 5; i++) {
                var answer = later.get(i);
                if (i == 2) {
                    assertThatThrownBy(() -> answer.get(LIMIT_SECONDS, SECONDS))
                            .isInstanceOf(ExecutionException.class).hasCause(failure);
                } else {
                    assertThat(answer.get(LIMIT_SECONDS, SECONDS)).isEqualTo(2 * (100 + i));
                }
            }
        }
    }

    @Test
    void whenTheDatabaseIsAwayItIsAskedOnceForAll() throws Exception {
        failure = new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, "away");
        poison = 101;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            atWork(threads::submit);
            var one = threads.submit(() -> ask(101));
            awaitWaiting(1);
            var other = threads.submit(() -> ask(102));
            awaitWaiting(2);
            letTheNextBegin();
            ends.release(100);
            for (var answer : List.of(one, other)) {
                assertThatThrownBy(() -> answer.get(LIMIT_SECONDS, SECONDS)).hasCause(failure);
            }
        }
        assertThat(groups).hasSize(Together.MAX_AT_WORK + 1);
    }

    @Test
    void whoGaveUpIsLeftOut() throws Exception {
        var gaveUp = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            atWork(threads::submit);
            var lost = threads.submit(() -> together.answer(1, gaveUp::get));
            awaitWaiting(1);
            var served = threads.submit(() -> ask(2));
            awaitWaiting(2);
            gaveUp.set(true);
            ends.release(100);
            assertThat(served.get(LIMIT_SECONDS, SECONDS)).isEqualTo(4);
            assertThatThrownBy(() -> lost.get(LIMIT_SECONDS, SECONDS)).cause().isInstanceOfSatisfying(
                    FirstclaimException.class,
                    refused -> assertThat(refused.problem()).isEqualTo(Problem.RATE_LIMIT_EXCEEDED));
        }
        assertThat(groups).doesNotContain(List.of(1)).contains(List.of(2));
    }

    @Test
    void whoIsInterruptedWhileWaitingLeavesAndHarmsNobody() throws Exception {
        var task = new FutureTask<>(() -> {
            try {
                return together.answer(1, () -> false);
            } finally {
                assertThat(Thread.currentThread().isInterrupted()).isTrue();
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            atWork(threads::submit);
            var thread = Thread.ofVirtual().start(task);
            awaitWaiting(1);
            thread.interrupt();
            assertThatThrownBy(() -> task.get(LIMIT_SECONDS, SECONDS)).hasCauseInstanceOf(FirstclaimException.class);
            ends.release(100);
        }
        assertThat(groups).doesNotContain(List.of(1));
    }

    @Test
    void whoIsInterruptedAndLeadsWorksForTheOthersAllTheSame() throws Exception {
        ends.release();
        var interrupted = new FutureTask<>(() -> {
            Thread.currentThread().interrupt();
            var answer = ask(3);
            return answer + (Thread.currentThread().isInterrupted() ? 100 : 0);
        });
        Thread.ofVirtual().start(interrupted);
        assertThat(interrupted.get(LIMIT_SECONDS, SECONDS)).isEqualTo(106);
    }

    @Test
    void whoWaitsForGroupsThatHangBeginsOneMoreAndTakesTheOthersAlong() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var hasty = new Together<>(this::doubled);
            for (int i = 0; i < Together.MAX_AT_WORK; i++) {
                var _ = threads.submit(() -> hasty.answer(0, () -> false));
            }
            await().atMost(LIMIT_SECONDS, SECONDS).until(() -> groups.size() == Together.MAX_AT_WORK);
            var patient = threads.submit(() -> hasty.answer(7, () -> false));
            await().atMost(LIMIT_SECONDS, SECONDS).until(() -> groups.contains(List.of(7)));
            assertThat(groups).hasSize(Together.MAX_AT_WORK + 1);
            var crowd = IntStream.range(0, 50).mapToObj(_ -> threads.submit(() -> hasty.answer(8, () -> false)))
                    .toList();
            await().atMost(LIMIT_SECONDS, SECONDS)
                    .until(() -> groups.size() == Together.MAX_HANGING
                            || groups.stream().mapToInt(List::size).sum() == Together.MAX_AT_WORK + 51);
            assertThat(groups).hasSizeLessThanOrEqualTo(Together.MAX_HANGING);
            ends.release(100);
            assertThat(patient.get(LIMIT_SECONDS, SECONDS)).isEqualTo(14);
            for (var each : crowd) {
                assertThat(each.get(LIMIT_SECONDS, SECONDS)).isEqualTo(16);
            }
        }
    }

    private int ask(int number) {
        return together.answer(number, () -> false);
    }

    /// As many groups as may be at work at once are, and stay so until they are let go.
    private List<Future<Integer>> atWork(Submitting threads) {
        var all = new ArrayList<>(Collections.nCopies(Together.MAX_AT_WORK, 0).stream()
                .map(zero -> threads.submit(() -> ask(zero))).toList());
        await().atMost(LIMIT_SECONDS, SECONDS).until(() -> groups.size() == Together.MAX_AT_WORK);
        return all;
    }

    /// One of the groups ends; all who wait are taken along by the next.
    private void letTheNextBegin() {
        ends.release();
        await().atMost(LIMIT_SECONDS, SECONDS).until(() -> groups.size() > Together.MAX_AT_WORK);
    }

    private void awaitWaiting(int count) {
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                .atMost(LIMIT_SECONDS, SECONDS).until(() -> together.waiting() == count);
    }

    private interface Submitting {
        Future<Integer> submit(Callable<Integer> call);
    }
}
