using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Requests;

/// <summary>Refusals in the words of the real server.</summary>
internal static class Refusals
{
    public static ApiException NotFound(ResourceKind kind, string name) =>
        new(404, "NotFound", $"{kind.QualifiedResource} \"{name}\" not found", Details(kind, kind.Plural, name));

    public static ApiException NoSuchResource() =>
        new(404, "NotFound", "the server could not find the requested resource", []);

    public static ApiException AlreadyExists(ResourceKind kind, string name) =>
        new(409, "AlreadyExists", $"{kind.QualifiedResource} \"{name}\" already exists", Details(kind, kind.Plural, name));

    public static ApiException Conflict(ResourceKind kind, string name, string why) =>
        new(409, "Conflict", $"Operation cannot be fulfilled on {kind.QualifiedResource} \"{name}\": {why}", Details(kind, kind.Plural, name));

    public static ApiException Modified(ResourceKind kind, string name) =>
        Conflict(kind, name, "the object has been modified; please apply your changes to the latest version and try again");

    public static ApiException Nameless(string name) => BadRequest($"the name of the object ({name} based on URL) was undeterminable: name must be provided");

    public static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    public static ApiException Forbidden(ResourceKind kind, string name, string why) =>
        new(403, "Forbidden", $"{kind.QualifiedResource} \"{name}\" is forbidden: {why}", Details(kind, kind.Plural, name));

    public static ApiException Expired(string message) => new(410, "Expired", message);

    public static ApiException MethodNotAllowed() =>
        new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    public static ApiException Unsupported(string message) => new(415, "UnsupportedMediaType", message);

    public static ApiException Invalid(ResourceKind kind, string name, FieldFaults faults)
    {
        kind = kind is { Group: "events.k8s.io" } ? kind with { Group = "" } : kind;
        var lines = faults.Found.Select(f => $"{f.Field}: {f.Message}").ToList();
        var text = lines.Count == 1 ? lines[0] : "[" + string.Join(", ", lines) + "]";
        var details = Details(kind, kind.Kind, name);
        details["causes"] = new JsonArray([.. faults.Found.Select(Cause)]);
        return new ApiException(422, "Invalid", $"{kind.QualifiedKind} \"{name}\" is invalid: {text}", details);
    }

    public static JsonObject Details(ResourceKind kind, string word, string name)
    {
        var details = new JsonObject();
        if (name.Length > 0)
        {
            details["name"] = name;
        }

        if (kind.Group.Length > 0)
        {
            details["group"] = kind.Group;
        }

        if (word.Length > 0)
        {
            details["kind"] = word;
        }

        return details;
    }

    private static JsonObject Cause(FieldFault fault) =>
        new() { ["reason"] = fault.Reason, ["message"] = fault.Message, ["field"] = fault.Field };
}
