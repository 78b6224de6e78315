package io.firstclaim.simulator;

import io.firstclaim.simulator.BootstrapResult.Broken;
import io.firstclaim.simulator.BootstrapResult.Finished;
import io.firstclaim.simulator.DeviceRequest.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/// What a standard client takes in a bootstrap: plan S of the wire page, and what else LwM2M 1.1 section 6.1.7 has of
/// objects 0 and 1.
final class StandardRules implements BootstrapRules {
    private static final int LINK_FORMAT = 40;
    private static final int TEXT = 0;

    private final StandardObjects objects;
    private final TlvFormat tlv;
    private final CompletableFuture<BootstrapResult> result = new CompletableFuture<>();
    private boolean letIn;

    StandardRules(StandardObjects objects, TlvFormat tlv) {
        this.objects = objects;
        this.tlv = tlv;
    }

    @Override
    public synchronized void letIn() {
        letIn = true;
    }

    @Override
    public CompletableFuture<BootstrapResult> result() {
        return result;
    }

    @Override
    public synchronized DeviceAnswer answer(DeviceRequest request) {
        if (!letIn) {
            // The 2.04 may have got lost: it comes again, and so does the server's request.
            return new DeviceAnswer.Dropped();
        }
        if (request.is(Method.POST, "bs")) {
            return finish();
        }
        try {
            List<Integer> path = request.path().stream().map(Integer::valueOf).toList();
            if (!path.isEmpty() && path.getFirst() != 0 && path.getFirst() != 1) {
                return DeviceAnswer.code(ResponseCodes.NOT_FOUND);
            }
            return switch (request.method()) {
                case GET -> discover(request, path);
                case DELETE -> DeviceAnswer.code(delete(path));
                case PUT -> DeviceAnswer.code(write(request, path));
                case POST, OTHER -> DeviceAnswer.code(ResponseCodes.METHOD_NOT_ALLOWED);
            };
        } catch (NumberFormatException _) {
            return DeviceAnswer.code(ResponseCodes.NOT_FOUND);
        } catch (IllegalArgumentException | ArithmeticException _) {
            return DeviceAnswer.code(ResponseCodes.BAD_REQUEST);
        }
    }

    private DeviceAnswer discover(DeviceRequest request, List<Integer> path) {
        Integer accept = request.accept();
        if (!path.isEmpty()) {
            return DeviceAnswer.code(ResponseCodes.METHOD_NOT_ALLOWED);
        }
        if (accept == null || accept != LINK_FORMAT) {
            return DeviceAnswer.code(ResponseCodes.NOT_ACCEPTABLE);
        }
        return new DeviceAnswer.Piggybacked(ResponseCodes.CONTENT, Octets.utf8(objects.links()), LINK_FORMAT,
                DeviceAnswer.NOTHING);
    }

    private int delete(List<Integer> path) {
        if (path.size() > 2) {
            return ResponseCodes.METHOD_NOT_ALLOWED;
        }
        if (path.size() == 2) {
            return objects.delete(path.get(0), path.get(1)) ? ResponseCodes.DELETED : ResponseCodes.BAD_REQUEST;
        }
        if (path.isEmpty() || path.getFirst() == 0) {
            objects.deleteSecurities();
        }
        if (path.isEmpty() || path.getFirst() == 1) {
            objects.deleteServers();
        }
        return ResponseCodes.DELETED;
    }

    private int write(DeviceRequest request, List<Integer> path) {
        Integer format = request.contentFormat();
        boolean text = format != null && format == TEXT;
        boolean tlvFormat = format != null && format == TlvFormat.CONTENT_FORMAT;
        if (text && path.size() == 3 && path.get(2) == SecurityResources.URI && path.get(0) == 0) {
            boolean found = objects.write(path.get(0), path.get(1), path.get(2), request.payload());
            return found ? ResponseCodes.CHANGED : ResponseCodes.NOT_FOUND;
        }
        if (!tlvFormat) {
            return ResponseCodes.UNSUPPORTED_CONTENT_FORMAT;
        }
        if (path.isEmpty() || path.size() > 2) {
            return ResponseCodes.METHOD_NOT_ALLOWED;
        }
        write(path, tlv.read(request.payload()));
        return ResponseCodes.CHANGED;
    }

    private void write(List<Integer> path, TlvContent content) {
        switch (content) {
            case TlvContent.Resources(var values) when path.size() == 2 ->
                objects.write(path.get(0), path.get(1), values);
            case TlvContent.Resources _ -> throw new IllegalArgumentException("resources without an instance");
            case TlvContent.Instances(var instances) -> {
                if (path.size() == 2 && !instances.keySet().equals(Set.of(path.get(1)))) {
                    throw new IllegalArgumentException("other instances than the path names");
                }
                instances.forEach((number, resources) -> objects.write(path.get(0), number, resources.values()));
            }
        }
    }

    private DeviceAnswer finish() {
        try {
            Finished finished = objects.finished();
            return DeviceAnswer.code(ResponseCodes.CHANGED, () -> result.complete(finished));
        } catch (IllegalArgumentException | ArithmeticException e) {
            String why = String.valueOf(e.getMessage());
            return new DeviceAnswer.Piggybacked(ResponseCodes.NOT_ACCEPTABLE, Octets.utf8(why), TEXT,
                    () -> result.complete(new Broken("Bootstrap failed: " + why)));
        }
    }
}
