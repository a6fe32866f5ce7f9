using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;
using CanaryMesh.Cluster.Requests;

namespace CanaryMesh.Cluster.Http;

/// <summary>The options of a deletion, from its body or else its query.</summary>
internal sealed record DeleteRequest(DeleteOptions Options, bool DryRun)
{
    public static DeleteRequest Of(JsonObject? body, IQueryCollection query)
    {
        if (body is { Count: > 0 })
        {
            return Body(body, query);
        }

        var propagation = QueryValues.Text(query, "propagationPolicy");
        Check(propagation, QueryValues.Flag(query, "orphanDependents"), []);
        return new DeleteRequest(
            new DeleteOptions { GraceSeconds = (int?)QueryValues.Number(query, "gracePeriodSeconds"), Propagation = propagation ?? Orphaning(QueryValues.Flag(query, "orphanDependents")) },
            query.ContainsKey("dryRun"));
    }

    private static DeleteRequest Body(JsonObject body, IQueryCollection query)
    {
        if (body.Text("kind") is { Length: > 0 } kind and not "DeleteOptions")
        {
            throw Refusals.BadRequest($"no kind \"{kind}\" is registered for the internal version of group \"meta.k8s.io\" in scheme");
        }

        var dry = body.Array("dryRun") ?? [];
        Check(body.Text("propagationPolicy"), body.Flag("orphanDependents"), dry);
        var options = new DeleteOptions
        {
            GraceSeconds = (int?)body.Number("gracePeriodSeconds"),
            Propagation = body.Text("propagationPolicy") ?? Orphaning(body.Flag("orphanDependents")),
            Uid = body.Text("preconditions", "uid"),
            ResourceVersion = body.Text("preconditions", "resourceVersion"),
        };
        return new DeleteRequest(options, dry.Count > 0 || query.ContainsKey("dryRun"));
    }

    private static void Check(string? propagation, bool? orphan, JsonArray dry)
    {
        var faults = new FieldFaults();
        if (propagation is not null && orphan is not null)
        {
            faults.Invalid("propagationPolicy", propagation, "orphanDependents and deletionPropagation cannot be both set");
        }

        if (propagation is not (null or "Foreground" or "Background" or "Orphan"))
        {
            faults.NotSupported("propagationPolicy", propagation, ["Background", "Foreground", "Orphan"]);
        }

        if (dry.Any(d => d.Text() != "All"))
        {
            faults.NotSupported("dryRun", dry, ["All"]);
        }

        if (faults.Any)
        {
            throw Refusals.Invalid(new ResourceKind("meta.k8s.io", "v1", "", "DeleteOptions"), "", faults);
        }
    }

    private static string? Orphaning(bool? orphan) => orphan switch { true => "Orphan", false => "Background", null => null };
}
