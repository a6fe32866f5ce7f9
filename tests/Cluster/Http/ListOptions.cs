using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Api;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;
using CanaryMesh.Cluster.Selectors;

namespace CanaryMesh.Cluster.Http;

/// <summary>The query of a list or watch, understood.</summary>
internal sealed record ListOptions(LabelSelector Labels, FieldSelector Fields, long? Version, bool Exact, int Limit, string? Start, bool Initial, bool Bookmarks, double? Timeout)
{
    public bool Selects(JsonObject o) => Labels.Matches(o) && Fields.Matches(o);

    public static ListOptions Parse(IQueryCollection query, ResourceKind kind, bool watch = false)
    {
        var (match, version, initial) = (QueryValues.Text(query, "resourceVersionMatch"), QueryValues.Text(query, "resourceVersion"), QueryValues.Flag(query, "sendInitialEvents"));
        var (limit, timeout) = (QueryValues.Number(query, "limit") ?? 0, QueryValues.Number(query, "timeoutSeconds"));
        var (labels, fields) = (LabelSelectorText.Parse(query["labelSelector"]), FieldSelector.Parse(query["fieldSelector"], kind));
        ListOptionsCheck.Check(match, version, initial, QueryValues.Text(query, "continue") is not null, watch);
        var next = watch ? null : ContinueToken.Read(QueryValues.Text(query, "continue"));
        if (next is not null && version is not (null or "0"))
        {
            throw Refusals.BadRequest("specifying resource version is not allowed when using continue");
        }

        return new ListOptions(
            labels,
            fields,
            next?.Version ?? Number(version),
            match == "Exact" || next is not null,
            (int)Math.Clamp(limit, 0, int.MaxValue),
            next?.Start,
            initial == true,
            QueryValues.Flag(query, "allowWatchBookmarks") == true,
            timeout);
    }

    private static long? Number(string? version) => version is null ? null
        : long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var v) ? v
        : throw new ApiException(400, "BadRequest", $"invalid resource version: resourceVersion: Invalid value: \"{version}\": strconv.ParseUint: parsing \"{version}\": invalid syntax");
}
