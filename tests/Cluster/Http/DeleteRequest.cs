using System.Globalization;
using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Http;

/// <summary>The options of a deletion, from its body or else its query.</summary>
internal sealed record DeleteRequest(DeleteOptions Options, bool DryRun)
{
    public static DeleteRequest Of(JsonObject? body, IQueryCollection query)
    {
        if (body is { Count: > 0 })
        {
            var options = new DeleteOptions
            {
                GraceSeconds = (int?)body.Number("gracePeriodSeconds"),
                Propagation = body.Text("propagationPolicy") ?? Orphaning(body.Flag("orphanDependents")),
                Uid = body.Text("preconditions", "uid"),
                ResourceVersion = body.Text("preconditions", "resourceVersion"),
            };
            return new DeleteRequest(options, body.Array("dryRun") is { Count: > 0 } || query.ContainsKey("dryRun"));
        }

        return new DeleteRequest(
            new DeleteOptions
            {
                GraceSeconds = int.TryParse(query["gracePeriodSeconds"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var grace) ? grace : null,
                Propagation = query["propagationPolicy"] is [{ Length: > 0 } p, ..] ? p : null,
            },
            query.ContainsKey("dryRun"));
    }

    private static string? Orphaning(bool? orphan) => orphan switch { true => "Orphan", false => "Background", null => null };
}
