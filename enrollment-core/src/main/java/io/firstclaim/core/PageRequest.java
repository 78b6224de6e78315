package io.firstclaim.core;

import org.jspecify.annotations.Nullable;

/// Which page of a list ordered by id: at most `limit` elements whose id is larger than `after`.
public record PageRequest(int limit, @Nullable ResourceId after) {
    /// Elements of a page when the caller does not say.
    public static final int DEFAULT_LIMIT = 50;
    /// The most elements of a page; a larger wish is taken as this.
    public static final int MAX_LIMIT = 1000;

    public PageRequest {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is not within 1 and " + MAX_LIMIT);
        }
    }

    /// As callers write it: 0 for the default size, the empty token for the first page.
    public static PageRequest parse(int pageSize, String pageToken) {
        if (pageSize < 0) {
            throw FirstclaimException.invalid("page_size", pageSize + " is not a page size: 0 to 1000 are expected.");
        }
        var limit = pageSize == 0 ? DEFAULT_LIMIT : Math.min(pageSize, MAX_LIMIT);
        return new PageRequest(limit, pageToken.isEmpty() ? null : ResourceId.parse("page_token", pageToken));
    }
}
