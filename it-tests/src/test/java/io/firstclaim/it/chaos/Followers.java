package io.firstclaim.it.chaos;

import static org.awaitility.Awaitility.await;

import io.firstclaim.it.history.History;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// Those who follow the events of all accounts.
final class Followers implements AutoCloseable {
    private final Map<Customer, List<HistoryFollower>> byAccount = new HashMap<>();

    private Followers() {}

    /// Starts so many for each account.
    static Followers start(World world, int each, History history, Surprises surprises, Random random) {
        Followers followers = new Followers();
        for (Customer customer : world.customers()) {
            followers.byAccount.put(customer,
                    IntStream.rangeClosed(1, each)
                            .mapToObj(number -> HistoryFollower.start(customer.cores(),
                                    history.watch("follower " + number + " of " + customer, customer.id()),
                                    new Random(random.nextLong()), surprises))
                            .toList());
        }
        return followers;
    }

    /// Waits until all have every event that there is now.
    void awaitAll() {
        byAccount.forEach((customer, followers) -> {
            long last = customer.lastPosition();
            await("all followers of " + customer + " have event " + last).atMost(Limits.DEVICE)
                    .until(() -> followers.stream().allMatch(follower -> follower.position() >= last));
        });
    }

    @Override
    public void close() {
        byAccount.values().forEach(followers -> followers.forEach(HistoryFollower::close));
    }
}
