using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Templates;
using CanaryMesh.Cli.Objects;
using CanaryMesh.Cli.Preflight;

namespace CanaryMesh.Cli.Kubernetes;

/// <summary>Reads all that the preflight rules look at. What may not be read is named and no failure.</summary>
internal sealed class PreflightSource(IClusterObjects objects, HttpClient http)
{

    private static readonly ObjectKind Nodes = new("", "v1", "nodes", "node", false);

    private static readonly ObjectKind[] Listed =
    [
        Nodes, ObjectKind.Namespaces, ObjectKind.Deployments, ObjectKind.Services, ObjectKind.Canaries, ObjectKind.NetworkPolicies, ObjectKind.MutatingConfigurations,
        ObjectKind.ValidatingConfigurations, ObjectKind.Definitions,
    ];

    internal async Task<Answer<PreflightFacts>> LookAsync(string installed, bool self, CancellationToken stop)
    {
        var version = await objects.DocumentAsync("version", stop);
        if (version.Value is null)
        {
            return Answer<PreflightFacts>.Failed(version.ExitCode, version.Fault);
        }
        var lists = await Task.WhenAll(Listed.Select(kind => objects.ListAsync(kind, null, stop)));
        var unread = Listed.Where((_, at) => lists[at] is { Value: null, ExitCode: not ExitCodes.NotFound }).Select(kind => kind.Plural).ToList();
        var groups = await objects.DocumentAsync("apis", stop);
        var admission = await objects.DocumentAsync("apis/admissionregistration.k8s.io/v1", stop);
        IReadOnlyList<JsonObject> Of(int at) => lists[at].Value ?? [];
        var facts = new PreflightFacts
        {
            Installed = installed,
            Version = version.Value,
            Served = groups.Value.Objects("groups").SelectMany(each => each.Objects("versions")).Select(each => each.Text("groupVersion") ?? "").ToHashSet(),
            Admission = admission.Value.Objects("resources").Select(each => each.Text("name") ?? "").ToHashSet(),
            Nodes = Of(0),
            Namespaces = Of(1),
            Deployments = Of(2),
            Services = Of(3),
            Canaries = Of(4),
            Policies = Of(5),
            Mutating = Of(6),
            Validating = Of(7),
            Definitions = Of(8),
        };
        var (denied, asked) = await DeniedAsync(facts, self, stop);
        return Answer<PreflightFacts>.Of(facts with { Denied = denied, Metrics = await MetricsAsync(installed, stop), Unread = asked ? unread : [.. unread, "subjectaccessreviews"] });
    }

    private async Task<(IReadOnlyList<Right> Denied, bool Asked)> DeniedAsync(PreflightFacts facts, bool self, CancellationToken stop)
    {
        var source = new RightsSource(objects);
        var analyzer = $"{facts.Installed}/{Installation.Analyzer}";
        var shipped = ShippedRights.Of(facts.Installed, Watched(facts));
        IReadOnlyList<Right> rights = self ? [.. shipped.Where(each => each.Account == analyzer)]
            : facts.IsInstalled ? shipped
            : [.. ShippedRights.OfInstaller()];
        var denied = rights is [] ? null : await source.DeniedAsync(rights, self, stop);
        return (denied ?? [], denied is not null);
    }

    private static IReadOnlyList<string> Watched(PreflightFacts facts) =>
        AnalyzerLimits.Of(facts.Deployments.FirstOrDefault(each => each.Text("metadata", "name") == Installation.Analyzer));

    private async Task<MetricsFacts?> MetricsAsync(string installed, CancellationToken stop)
    {
        var settings = await objects.GetAsync(new(ObjectKind.ConfigMaps, installed, Installation.ConfigMap), stop);
        return settings.Value.Text("data", Installation.Settings.MetricsServer) is { Length: > 0 } address ? await new MetricsSource(objects, http).AskAsync(address, stop) : null;
    }
}
