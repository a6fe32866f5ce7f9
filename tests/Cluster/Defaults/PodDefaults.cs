using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Defaults;

/// <summary>Defaults of pods and of pod templates.</summary>
internal static class PodDefaults
{
    public static void Pod(JsonObject pod)
    {
        var spec = pod.Ensure("spec");
        Spec(spec);
        spec.Fill("enableServiceLinks", true);
        foreach (var container in Containers(spec))
        {
            RequestsFromLimits(container);
        }
    }

    public static void Template(JsonObject? template)
    {
        if (template.Object("spec") is { } spec)
        {
            Spec(spec);
        }
    }

    public static IEnumerable<JsonObject> Containers(JsonObject spec) =>
        spec.Objects("initContainers").Concat(spec.Objects("containers")).Concat(spec.Objects("ephemeralContainers"));

    private static void Spec(JsonObject spec)
    {
        spec.Fill("restartPolicy", "Always").Fill("terminationGracePeriodSeconds", 30).Fill("dnsPolicy", "ClusterFirst")
            .Fill("securityContext", new JsonObject()).Fill("schedulerName", "default-scheduler");
        foreach (var container in Containers(spec))
        {
            Container(container, spec.Flag("hostNetwork") == true);
        }

        foreach (var volume in spec.Objects("volumes"))
        {
            VolumeDefaults.Volume(volume);
        }

        if (spec.Text("serviceAccountName") is { } account)
        {
            spec.Fill("serviceAccount", account);
        }
        else if (spec.Text("serviceAccount") is { } old)
        {
            spec["serviceAccountName"] = old;
        }

        foreach (var constraint in spec.Objects("topologySpreadConstraints"))
        {
            constraint.Fill("whenUnsatisfiable", "DoNotSchedule");
        }
    }

    private static void Container(JsonObject container, bool hostNetwork)
    {
        container.Fill("resources", new JsonObject()).Fill("terminationMessagePath", "/dev/termination-log").Fill("terminationMessagePolicy", "File")
            .Fill("imagePullPolicy", PullPolicy(container.Text("image") ?? ""));
        foreach (var port in container.Objects("ports"))
        {
            port.Fill("protocol", "TCP");
            if (hostNetwork && port.Number("containerPort") is { } number)
            {
                port.Fill("hostPort", number);
            }
        }

        foreach (var probe in (ReadOnlySpan<string>)["livenessProbe", "readinessProbe", "startupProbe"])
        {
            Probe(container.Object(probe));
        }

        foreach (var hook in (ReadOnlySpan<string>)["postStart", "preStop"])
        {
            Http(container.Object("lifecycle", hook, "httpGet"));
        }

        foreach (var variable in container.Objects("env"))
        {
            variable.Object("valueFrom", "fieldRef")?.Fill("apiVersion", "v1");
            variable.Object("valueFrom", "resourceFieldRef")?.Fill("divisor", "0");
        }
    }

    private static void Probe(JsonObject? probe)
    {
        if (probe is null)
        {
            return;
        }

        probe.Fill("timeoutSeconds", 1).Fill("periodSeconds", 10).Fill("successThreshold", 1).Fill("failureThreshold", 3);
        Http(probe.Object("httpGet"));
        probe.Object("grpc")?.Fill("service", "");
    }

    private static void Http(JsonObject? get) => get?.Fill("path", "/").Fill("scheme", "HTTP");

    private static string PullPolicy(string image)
    {
        var name = image[(image.LastIndexOf('/') + 1)..];
        var tagged = name.Contains(':', StringComparison.Ordinal) || name.Contains('@', StringComparison.Ordinal);
        return !tagged || name.EndsWith(":latest", StringComparison.Ordinal) ? "Always" : "IfNotPresent";
    }

    private static void RequestsFromLimits(JsonObject container)
    {
        if (container.Object("resources", "limits") is { Count: > 0 } limits)
        {
            var requests = container.Ensure("resources", "requests");
            foreach (var (name, amount) in limits)
            {
                requests.Fill(name, amount.CopyNode());
            }
        }
    }
}
