package io.firstclaim.it.sdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What the contract says of each object: all its keys, and what each may hold. Written down from the contract, not from our code.
final class ContractTable {
    private static final JsonMapper JSON = new JsonMapper();
    /// A bar with an even number of quotes after it.
    private static final Pattern BAR = Pattern.compile("\\|(?=(?:[^']*'[^']*')*[^']*$)");

    private static final Map<String, String> FORMATS = Map.of(
            "ID", "\"[0-9a-f]{32}\"",
            "ETAG", "\"[A-Za-z0-9]{1,256}\"",
            "TIME", "\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z\"",
            "TEXT", "\"(?:[^\"\\\\]|\\\\.)*\"",
            "COUNT", "\\d+",
            "BOOL", "true|false",
            "PEM", "\"-----BEGIN CERTIFICATE-----\\\\n.*",
            "MAP", "\\{.*}",
            "LIST", "\\[.*]",
            "NULL", "null");

    private static final Map<String, Map<String, String>> OBJECTS = parse(
            """
                    enrollment
                      object 'enrollment'
                      id ID
                      etag ETAG
                      account_id ID
                      enrollment_identity 'A-([0-9A-F]{2}:){31}[0-9A-F]{2}'
                      created_at TIME
                      expires_at TIME
                      claimed_at TIME|NULL
                      enrolled_device_id ID|NULL
                    list
                      object 'list'
                      limit COUNT
                      after ID|NULL
                      order 'ASC|DESC'
                      has_more BOOL
                      total_count COUNT
                      data LIST
                    enrollment-identity-bulk-uploads
                      object 'enrollment-identity-bulk-uploads'
                      id ID
                      etag ETAG
                      account_id ID
                      created_at TIME
                      completed_at TIME|NULL
                      status 'new|processing|completed'
                      total_count COUNT
                      processed_count COUNT
                      errors_count COUNT
                      full_report_file 'https://localhost:[0-9]+/v3/device-enrollments-bulk-uploads/[0-9a-f]{32}/full_report.csv'|NULL
                      errors_report_file 'https://localhost:[0-9]+/v3/device-enrollments-bulk-uploads/[0-9a-f]{32}/errors_report.csv'|NULL
                    trusted-cert
                      object 'trusted-cert'
                      id ID
                      etag ETAG
                      account_id ID
                      owner_id ID|NULL
                      name TEXT
                      description TEXT|NULL
                      service 'bootstrap|lwm2m'
                      status 'ACTIVE|INACTIVE'
                      certificate PEM
                      certificate_fingerprint '[0-9a-f]{64}'
                      issuer 'CN=[^"]*'
                      subject 'CN=[^"]*'
                      validity TIME
                      valid BOOL
                      device_execution_mode COUNT
                      enrollment_mode BOOL
                      created_at TIME
                      updated_at TIME
                    server-credentials
                      object 'server-credentials'
                      id ID
                      etag ETAG
                      created_at TIME
                      server_uri 'coaps://localhost:[0-9]+[?]aid=[0-9a-f]{32}'
                      server_certificate PEM
                    device
                      object 'device'
                      id ID
                      account_id ID
                      etag TIME
                      created_at TIME
                      updated_at TIME
                      name TEXT|NULL
                      description TEXT|NULL
                      endpoint_name TEXT
                      endpoint_type TEXT|NULL
                      device_key '([0-9A-F]{2}:){31}[0-9A-F]{2}'
                      ca_id ID
                      issuer_fingerprint TEXT|NULL
                      device_execution_mode COUNT
                      state 'unenrolled|cloud_enrolling|bootstrapped|registered|deregistered'
                      enrolment_list_timestamp TIME
                      bootstrapped_timestamp TIME|NULL
                      lifecycle_status 'enabled|blocked'
                      operator_suspended BOOL
                      custom_attributes MAP|NULL
                    account
                      object 'account'
                      id ID
                      etag ETAG
                      status 'ENROLLING|ACTIVE|RESTRICTED|SUSPENDED'
                      tier TEXT
                      end_market TEXT|NULL
                      display_name TEXT|NULL
                      limits MAP
                      limitations MAP
                      aliases LIST
                      custom_fields MAP
                      parent_id ID|NULL
                      created_at TIME
                      updated_at TIME
                    api-key
                      object 'api-key'
                      id ID
                      etag ETAG
                      key 'ak_[0-9a-f]{32}[A-Za-z0-9]{0,32}'
                      name TEXT
                      owner ID|NULL
                      account_id ID
                      groups LIST
                      role 'account-admin|account-reader'
                      status 'ACTIVE|INACTIVE'
                      created_at TIME
                      updated_at TIME
                      creation_time COUNT
                      last_login_time COUNT
                    error
                      object 'error'
                      code COUNT
                      type 'validation_error|access_denied|not_found|duplicate'
                      message TEXT
                      request_id TEXT
                      fields? LIST
                    """);

    private ContractTable() {}

    private static Map<String, Map<String, String>> parse(String table) {
        Map<String, Map<String, String>> objects = new LinkedHashMap<>();
        Map<String, String> current = new LinkedHashMap<>();
        for (String line : table.lines().toList()) {
            if (line.startsWith(" ")) {
                String[] row = line.strip().split(" ", 2);
                current.put(row[0], row[1]);
            } else {
                current = new LinkedHashMap<>();
                objects.put(line.strip(), current);
            }
        }
        return objects;
    }

    /// What is wrong with an answer, object by object; empty when nothing is.
    static List<String> deviations(String body) {
        Set<String> found = new LinkedHashSet<>();
        try {
            compare(JSON.readTree(body), found);
        } catch (JsonProcessingException notJson) {
            found.add("not JSON: " + body);
        }
        return List.copyOf(found);
    }

    private static void compare(JsonNode json, Set<String> found) {
        String object = json.path("object").asText();
        Map<String, String> keys = OBJECTS.get(object);
        if (keys == null) {
            found.add("no object of the contract: " + json);
            return;
        }
        Set<String> unknown = new TreeSet<>();
        json.fieldNames().forEachRemaining(unknown::add);
        keys.forEach((name, format) -> {
            String key = name.replace("?", "");
            if (unknown.remove(key)) {
                String value = json.get(key).toString();
                if (!value.matches(pattern(format))) {
                    found.add(object + "." + key + " is " + value + ", not " + format);
                }
            } else if (!name.endsWith("?")) {
                found.add(object + " has no " + key);
            }
        });
        unknown.forEach(key -> found.add(object + " has " + key + ", of which the contract knows nothing"));
        if (object.equals("list")) {
            json.get("data").forEach(element -> compare(element, found));
        }
    }

    /// A row's format as a pattern of JSON text: names of formats or quoted texts, with bars between them outside the quotes.
    private static String pattern(String format) {
        StringBuilder pattern = new StringBuilder();
        for (String alternative : BAR.split(format, -1)) {
            String text = alternative.startsWith("'")
                    ? "\"(?:" + alternative.substring(1, alternative.length() - 1) + ")\""
                    : FORMATS.getOrDefault(alternative, "no such format");
            pattern.append(pattern.isEmpty() ? "" : "|").append("(?:").append(text).append(')');
        }
        return "(?s)" + pattern;
    }
}
