using System.Text.Json.Nodes;
using CanaryMesh.Api.Names;
using CanaryMesh.Api.Reasons;
using CanaryMesh.Api.Templates;

namespace CanaryMesh.Api.Plans;

/// <summary>Where a Service port ends in the pod template.</summary>
internal sealed record PortTarget(string Container, int App, string Name, bool Added, bool Steered, Reason? Fault)
{
    public static PortTarget Of(JsonObject template, ServicePort port, PortPlan? previous) =>
        port.TargetName is { } name ? ByName(template, name, previous) : ByNumber(template, port.TargetNumber ?? port.Port, port.SteeredName, previous);

    // Kubernetes takes the first container that has the name.
    private static PortTarget ByName(JsonObject template, string name, PortPlan? previous)
    {
        foreach (var (container, entry) in Entries(template).Where(pair => pair.Entry.Text("name") == name))
        {
            var app = entry.Number("containerPort") ?? 0;
            return new(container, app, name, WasAdded(previous, container, app), false, FaultOf(entry));
        }

        return previous?.Ports.FirstOrDefault(each => each.Name == name) is { } before && HasContainer(template, before.Container)
            ? new(before.Container, before.App, name, before.Added, true, null)
            : new("", 0, name, false, false, SkipReasons.PortNotFound);
    }

    private static PortTarget ByNumber(JsonObject template, int app, string? steered, PortPlan? previous)
    {
        var ours = Ports.SteeringName(app);
        foreach (var (container, entry) in Entries(template).Where(pair => pair.Entry.Number("containerPort") == app && IsTcp(pair.Entry)))
        {
            var name = steered ?? (entry.Text("name") is { Length: > 0 } own ? own : ours);
            return new(container, app, name, WasAdded(previous, container, app), steered is not null, FaultOf(entry) ?? Conflict(template, name, container, app));
        }

        var first = template.Objects("spec", "containers").FirstOrDefault().Text("name");
        return first is null
            ? new("", app, ours, false, false, SkipReasons.PortNotFound)
            : new(first, app, steered ?? ours, true, steered is not null, Conflict(template, steered ?? ours, first, app));
    }

    private static Reason? FaultOf(JsonObject entry) =>
        entry.Number("hostPort") is > 0 ? SkipReasons.HostPort : IsTcp(entry) ? null : SkipReasons.PortNotHttp;

    // The same name in a later container does no harm: Kubernetes never looks that far.
    private static Reason? Conflict(JsonObject template, string name, string container, int app) =>
        Entries(template).FirstOrDefault(pair => pair.Entry.Text("name") == name) is { Entry: not null } first
        && (first.Container != container || first.Entry.Number("containerPort") != app)
            ? SkipReasons.PortNameConflict
            : null;

    private static bool WasAdded(PortPlan? previous, string container, int app) =>
        previous?.Ports.Any(each => each.Added && each.Container == container && each.App == app) == true;

    private static bool HasContainer(JsonObject template, string name) =>
        template.Objects("spec", "containers").Any(each => each.Text("name") == name);

    private static bool IsTcp(JsonObject entry) => (entry.Text("protocol") ?? "TCP") == "TCP";

    private static IEnumerable<(string Container, JsonObject Entry)> Entries(JsonObject template) =>
        from container in template.Objects("spec", "containers")
        from entry in container.Objects("ports")
        select (container.Text("name") ?? "", entry);
}
