package io.firstclaim.server.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.claim.WebhookTargets;
import io.firstclaim.core.claim.WebhookUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/// Leads only to addresses that the server may send events to. It is asked when a webhook is made and for every connection, and the connection goes to the
/// very address that was judged: a name that leads elsewhere later does not get through.
public final class PermittedAddresses implements WebhookTargets, DnsResolver {
    private final Names names;
    private final boolean permitPrivate;

    /// @param permitPrivate
    ///            whether addresses within one's own network are permitted too
    public PermittedAddresses(Names names, boolean permitPrivate) {
        this.names = names;
        this.permitPrivate = permitPrivate;
    }

    /// A name service.
    @FunctionalInterface
    public interface Names {
        /// All addresses of a name, or the one that is written.
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    @Override
    public void requirePermitted(WebhookUrl url) {
        try {
            resolve(url.host());
        } catch (UnknownHostException refused) {
            var problem = FirstclaimException.invalid("webhook.url",
                    "The URL leads to no address that events may be sent to: " + refused.getMessage() + ".");
            problem.initCause(refused);
            throw problem;
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var permitted = Arrays.stream(lookUp(host)).filter(address -> permitPrivate || PublicAddress.is(address))
                .toArray(InetAddress[]::new);
        if (permitted.length == 0) {
            throw new UnknownHostException("'" + host + "' is a private or reserved address");
        }
        return permitted;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /// Java refuses some ways to write an address by another exception.
    private InetAddress[] lookUp(String host) throws UnknownHostException {
        try {
            return names.lookUp(host);
        } catch (UnknownHostException | IllegalArgumentException unknown) {
            var failure = new UnknownHostException("'" + host + "' is not known to the name service");
            failure.initCause(unknown);
            throw failure;
        }
    }
}
