using CanaryMesh.Api.Queries;

namespace CanaryMesh.Webhook.Checking;

/// <summary>What is wrong with the template of a query, each with its place, and what of it is legal and hardly meant.</summary>
internal static class QueryFaults
{
    private static readonly string[] Containers = ["container", "container_name", "kubernetes_container_name"];
    private static readonly string[] Services = ["service", "service_name", "kubernetes_service", "kubernetes_service_name", "svc"];

    /// <summary>Null as variables gives each a value: those of a MetricTemplate are known to its Canaries alone.</summary>
    public static string? Find(string query, string path, QuerySurface surface, IReadOnlyDictionary<string, string>? variables, Findings found)
    {
        var template = QueryTemplate.Parse(query, out var faults);
        var rendered = template?.Render(QueryValues.Sample with { Variables = variables }, surface);
        foreach (var fault in template is null ? faults : rendered!.Faults)
        {
            found.Add(path, fault.ToString());
        }

        if (rendered is not { Faults.Count: 0 })
        {
            return null;
        }

        if (rendered.Text.Length == 0 && !string.IsNullOrWhiteSpace(query))
        {
            found.Warn(path, "it renders to nothing, so a check that reads it never has a value");
        }

        foreach (var use in rendered.Uses.Where(use => use.Operator is "=" or "=~"))
        {
            Label(use, path, found);
        }

        return rendered.Text;
    }

    // The copy's pods have the target's containers, and no Service of the team's selects them.
    private static void Label(TargetUse use, string path, Findings found)
    {
        if (Containers.Contains(use.Label))
        {
            found.Warn(path, $"target is the copy on trial, NAME-canary, but its containers keep their names: {use.Label}{use.Operator} can never match; select its pods, as in pod=~\"{{{{ target }}}}-.*\"");
        }
        else if (Services.Contains(use.Label))
        {
            found.Warn(path, $"target is the copy on trial, NAME-canary, which no Service of yours selects: {use.Label}{use.Operator} can never match one; select its pods, as in pod=~\"{{{{ target }}}}-.*\"");
        }
    }
}
