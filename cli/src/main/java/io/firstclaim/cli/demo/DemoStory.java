package io.firstclaim.cli.demo;

import io.firstclaim.factory.ProvisionedDevice;
import java.util.List;
import java.util.stream.Stream;

/// The story: a device is made, trusted, listed, claimed and registered; each refusal and its remedy; a transfer.
final class DemoStory {
    private static final int ROWS_PER_SCENE = 100;

    private final DemoWorld world;
    private final DemoScreen screen;
    private final DemoReport report;
    private int scenes;

    DemoStory(DemoWorld world, DemoScreen screen, DemoReport report) {
        this.world = world;
        this.screen = screen;
        this.report = report;
    }

    /// What is played on a stage.
    @FunctionalInterface
    private interface Scene {
        void play(Stage stage) throws InterruptedException;
    }

    /// Plays it to the end. A scene that can't go on ends by itself; the report says where.
    void play() throws InterruptedException {
        DemoMaker maker = DemoMaker.found("Maker", world.folder().resolve("maker"), world.serverCaFile());
        List<ProvisionedDevice> devices = maker.make(world.bootstrapUri(),
                List.of("meter-000001", "meter-000002", "meter-000003", "meter-000004", "meter-000005"));
        DemoAccount acme = world.createAccount("Acme", 1);
        DemoAccount globex = world.createAccount("Globex", 10);
        DemoAccount hooli = world.createAccount("Hooli", 10);
        DemoAccount initech = world.createAccount("Initech", 10);
        ClaimScene claim = new ClaimScene(world, maker, devices.getFirst());
        RefusalScenes refusals = new RefusalScenes(world, maker);

        scene("Made, trusted, listed, claimed, registered", stage -> claim.play(stage, acme)).run();
        requireGoingOn();
        together(scene("Listed, but by an account that does not trust the maker; then a name that is taken", stage -> {
            refusals.certificateNotInAccount(stage, globex, devices.get(1));
            refusals.nameTaken(stage, globex, devices.get(1).endpointName());
        }), scene("More devices than the quota allows", stage -> refusals.quotaReached(stage, acme, devices.get(2))),
                scene("A suspended account", stage -> refusals.accountSuspended(stage, hooli, devices.get(3))),
                scene("Assigned to an account in the factory", stage -> refusals.preAssigned(stage, initech)));
        scene("The core is away", stage -> refusals.coreAway(stage, acme, devices.get(4))).run();
        requireGoingOn();
        TransferScene transfer = new TransferScene(devices.getFirst());
        scene("Sold by Acme to Globex", stage -> transfer.play(stage, acme, globex)).run();
        requireGoingOn();
    }

    private Runnable scene(String title, Scene scene) {
        DemoScreen.Part part = screen.begin(title);
        Stage stage = new Stage(part, report, ROWS_PER_SCENE * scenes++);
        return () -> {
            try (part) {
                scene.play(stage);
            } catch (SceneFailed failed) {
                stage.check("the scene", "played to its end", String.valueOf(failed.getMessage()));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException broken) {
                stage.check("the scene", "played to its end", broken.toString());
            }
        };
    }

    private static void together(Runnable... scenes) throws InterruptedException {
        List<Thread> threads = Stream.of(scenes).map(scene -> Thread.ofVirtual().start(scene)).toList();
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            threads.forEach(Thread::interrupt);
            for (Thread thread : threads) {
                thread.join();
            }
            throw stopped;
        }
    }

    private static void requireGoingOn() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
