package io.firstclaim.simulator;

/// What the Pelion client's process remembers of its LwM2M account from one bootstrap to the next: an account that is
/// there, from storage or from an earlier bootstrap, can't be written over. Only `DELETE /0` removes it.
final class PelionSecurityObject {
    private boolean present;

    PelionSecurityObject(boolean present) {
        this.present = present;
    }

    boolean present() {
        return present;
    }

    void created() {
        present = true;
    }

    void deleted() {
        present = false;
    }
}
