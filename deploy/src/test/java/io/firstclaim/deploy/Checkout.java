package io.firstclaim.deploy;

import java.nio.file.Path;

/// The files that are checked.
final class Checkout {
    static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..").toAbsolutePath().normalize();
    static final Path DEPLOY = ROOT.resolve("deploy");
    static final Path CHART = DEPLOY.resolve("helm/firstclaim");
    static final Path COMPOSE = DEPLOY.resolve("compose.yaml");
    static final Path CONTAINERFILE = DEPLOY.resolve("Containerfile");

    private Checkout() {}
}
