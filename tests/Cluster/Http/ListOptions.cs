using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Http;

/// <summary>The query of a list or watch, understood.</summary>
internal sealed record ListOptions(LabelSelector Labels, FieldSelector Fields, long? Version, bool Exact, int Limit, string? Start, bool Initial, bool Bookmarks, double? Timeout)
{
    public bool Selects(JsonObject o) => Labels.Matches(o) && Fields.Matches(o);

    public static ListOptions Parse(IQueryCollection query, ResourceKind kind)
    {
        var match = (string?)query["resourceVersionMatch"];
        var version = Text(query, "resourceVersion");
        var initial = (string?)query["sendInitialEvents"] is "true" or "1";
        CheckMatch(match, version, initial);
        var next = Continue(Text(query, "continue"));
        return new ListOptions(
            LabelSelectorText.Parse(query["labelSelector"]),
            FieldSelector.Parse(query["fieldSelector"], kind),
            next?.Version ?? Number(version),
            match == "Exact" || next is not null,
            int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : 0,
            next?.Start,
            initial,
            (string?)query["allowWatchBookmarks"] is "true" or "1",
            double.TryParse(query["timeoutSeconds"], NumberStyles.Float, CultureInfo.InvariantCulture, out var t) ? t : null);
    }

    public static string WriteContinue(long version, string start) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(JsonText.Write(new JsonObject { ["v"] = "meta.k8s.io/v1", ["rv"] = version, ["start"] = start })));

    private static (long Version, string Start)? Continue(string? token)
    {
        if (token is null)
        {
            return null;
        }

        var buffer = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, buffer, out var length) || BodyReader.Parse(buffer[..length], false, [], out _) is not JsonObject read)
        {
            throw Refusals.BadRequest("continue key is not valid: illegal base64 data");
        }

        return (read.Number("rv") ?? 0, read.Text("start") ?? "");
    }

    private static void CheckMatch(string? match, string? version, bool initial)
    {
        if (string.IsNullOrEmpty(match))
        {
            return;
        }

        var faults = new FieldFaults();
        if (version is null && !initial)
        {
            faults.Forbidden("resourceVersionMatch", "resourceVersionMatch is forbidden unless resourceVersion is provided");
        }
        else if (match is not ("Exact" or "NotOlderThan"))
        {
            faults.Add("FieldValueNotSupported", "resourceVersionMatch", $"Unsupported value: \"{match}\": supported values: \"Exact\", \"NotOlderThan\", \"\"");
        }
        else if (match == "Exact" && version == "0")
        {
            faults.Forbidden("resourceVersionMatch", "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\"");
        }

        if (faults.Any)
        {
            throw Refusals.Invalid(new ResourceKind("meta.k8s.io", "v1", "listoptions", "ListOptions"), "", faults);
        }
    }

    private static long? Number(string? version) => version is null ? null
        : long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v
        : throw new ApiException(400, "BadRequest", $"invalid resource version: resourceVersion: Invalid value: \"{version}\": strconv.ParseUint: parsing \"{version}\": invalid syntax");

    private static string? Text(IQueryCollection query, string name) => query[name] is [{ Length: > 0 } text, ..] ? text : null;
}
