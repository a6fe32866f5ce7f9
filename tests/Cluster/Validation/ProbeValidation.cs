using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;
using CanaryMesh.Cluster.Kinds;

namespace CanaryMesh.Cluster.Validation;

/// <summary>Faults of probes and lifecycle hooks.</summary>
internal static class ProbeValidation
{
    private static readonly string[] Names = ["livenessProbe", "readinessProbe", "startupProbe"];

    public static void Container(JsonObject container, string at, FieldFaults faults)
    {
        foreach (var name in Names)
        {
            if (container.Object(name) is { } probe)
            {
                Probe(probe, $"{at}.{name}", name, faults);
            }
        }

        foreach (var hook in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            if (container.Object("lifecycle", hook) is { } handler)
            {
                HandlerValidation.Handler(handler, $"{at}.lifecycle.{hook}", faults);
            }
        }
    }

    /// <summary>An ordinary init container ends: nobody asks whether it is ready.</summary>
    public static void Ordinary(JsonObject container, string at, FieldFaults faults)
    {
        foreach (var name in Names.Append("lifecycle").Where(n => container.Object(n) is not null))
        {
            faults.Forbidden($"{at}.{name}", "may not be set for init containers without restartPolicy=Always");
        }
    }

    private static void Probe(JsonObject probe, string at, string name, FieldFaults faults)
    {
        HandlerValidation.Handler(probe, at, faults);
        foreach (var field in (ReadOnlySpan<string>)["initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold", "failureThreshold"])
        {
            if (probe.Number(field) is < 0 and var value)
            {
                faults.Invalid($"{at}.{field}", value, "must be greater than or equal to 0");
            }
        }

        if (probe.Number("terminationGracePeriodSeconds") is <= 0 and var grace)
        {
            faults.Invalid(at + ".terminationGracePeriodSeconds", grace, "must be greater than 0");
        }

        if (name == "readinessProbe" && probe["terminationGracePeriodSeconds"] is { } given)
        {
            faults.Invalid(at + ".terminationGracePeriodSeconds", given, "must not be set for readinessProbes");
        }

        if (name != "readinessProbe" && probe.Number("successThreshold") is not (null or 0 or 1))
        {
            faults.Invalid(at + ".successThreshold", probe["successThreshold"], "must be 1");
        }
    }
}
