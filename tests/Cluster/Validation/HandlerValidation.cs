using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of what a probe or a lifecycle hook does.</summary>
internal static class HandlerValidation
{
    private static readonly string[] Actions = ["exec", "httpGet", "tcpSocket", "grpc", "sleep"];

    public static void Handler(JsonObject handler, string at, FieldFaults faults)
    {
        string[] given = [.. Actions.Where(a => handler.Object(a) is not null)];
        if (given.Length == 0)
        {
            faults.Required(at, "must specify a handler type");
            return;
        }

        foreach (var surplus in given.Skip(1))
        {
            faults.Forbidden($"{at}.{surplus}", "may not specify more than 1 handler type");
        }

        Action(given[0], handler.Object(given[0])!, $"{at}.{given[0]}", faults);
    }

    private static void Action(string word, JsonObject action, string at, FieldFaults faults)
    {
        switch (word)
        {
            case "exec" when action.Array("command") is not { Count: > 0 }:
                faults.Required(at + ".command");
                break;
            case "httpGet":
                Port(action, at + ".port", faults);
                PodValidation.Word(action, "scheme", at, ["HTTP", "HTTPS"], faults);
                Headers(action, at + ".httpHeaders", faults);
                break;
            case "tcpSocket":
                Port(action, at + ".port", faults);
                break;
            case "grpc" when action.Number("port") is not (>= 1 and <= 65535):
                faults.Invalid(at + ".port", action["port"] ?? 0, "must be between 1 and 65535, inclusive");
                break;
        }
    }

    private static void Headers(JsonObject action, string at, FieldFaults faults)
    {
        foreach (var header in action.Objects("httpHeaders"))
        {
            var name = header.Text("name") ?? "";
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                faults.Invalid(at, name, "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used for validation is '[-A-Za-z0-9]+')");
            }
        }
    }

    private static void Port(JsonObject action, string at, FieldFaults faults)
    {
        if (action.Text("port") is { } name)
        {
            foreach (var fault in name.Length == 0 ? ["must contain at least one letter (a-z)"] : PodValidation.PortNameFaults(name))
            {
                faults.Invalid(at, name, fault);
            }
        }
        else if (action.Number("port") is not (>= 1 and <= 65535))
        {
            faults.Invalid(at, action["port"] ?? 0, "must be between 1 and 65535, inclusive");
        }
    }
}
