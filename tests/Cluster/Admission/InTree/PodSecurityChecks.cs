using System.Text.Json.Nodes;
using CanaryMesh.Cluster.Json;

namespace CanaryMesh.Cluster.Admission.InTree;

/// <summary>The checks of the baseline and restricted levels.</summary>
internal static class PodSecurityChecks
{
    private static readonly string[] Allowed =
        ["AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE", "SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"];

    private static readonly string[] Volumes = ["name", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image", "persistentVolumeClaim", "projected", "secret"];

    public static IEnumerable<string> Find(JsonObject spec, bool restricted)
    {
        List<JsonObject> all = [.. spec.Objects("initContainers"), .. spec.Objects("containers")];
        return Baseline(spec, all, restricted).Concat(restricted ? Restricted(spec, all) : []);
    }

    private static IEnumerable<string> Baseline(JsonObject spec, List<JsonObject> all, bool restricted)
    {
        List<string> host = [.. new[] { "hostNetwork", "hostPID", "hostIPC" }.Where(h => spec.Flag(h) == true).Select(h => h + "=true")];
        if (host.Count > 0)
        {
            yield return $"host namespaces ({string.Join(", ", host)})";
        }

        var adding = all.Where(c => Added(c).Any(a => !Allowed.Contains(a))).ToList();
        if (adding.Count > 0 && !restricted)
        {
            yield return $"non-default capabilities ({Containers(adding)} must not include {Quoted(adding.SelectMany(Added).Where(a => !Allowed.Contains(a)))} in securityContext.capabilities.add)";
        }

        var paths = spec.Objects("volumes").Where(v => v.ContainsKey("hostPath")).Select(v => v.Text("name") ?? "").ToList();
        if (paths.Count > 0 && !restricted)
        {
            yield return $"hostPath volumes ({(paths.Count > 1 ? "volumes" : "volume")} {Quoted(paths)})";
        }

        var privileged = all.Where(c => c.Flag("securityContext", "privileged") == true).ToList();
        if (privileged.Count > 0)
        {
            yield return $"privileged ({Containers(privileged)} must not set securityContext.privileged=true)";
        }
    }

    private static IEnumerable<string> Restricted(JsonObject spec, List<JsonObject> all)
    {
        var escalating = all.Where(c => c.Flag("securityContext", "allowPrivilegeEscalation") != false).ToList();
        if (escalating.Count > 0)
        {
            yield return $"allowPrivilegeEscalation != false ({Containers(escalating)} must set securityContext.allowPrivilegeEscalation=false)";
        }

        if (Capabilities(all) is { } capabilities)
        {
            yield return capabilities;
        }

        foreach (var volume in VolumeFaults(spec))
        {
            yield return volume;
        }

        var root = spec.Flag("securityContext", "runAsNonRoot") == true
            ? all.Where(c => c.Flag("securityContext", "runAsNonRoot") == false).ToList()
            : [.. all.Where(c => c.Flag("securityContext", "runAsNonRoot") != true)];
        if (root.Count > 0)
        {
            yield return $"runAsNonRoot != true (pod or {Containers(root)} must set securityContext.runAsNonRoot=true)";
        }

        var sealedPod = spec.Text("securityContext", "seccompProfile", "type") is "RuntimeDefault" or "Localhost";
        var open = all.Where(c => c.Text("securityContext", "seccompProfile", "type") is var t && t is not ("RuntimeDefault" or "Localhost") && !(t is null && sealedPod)).ToList();
        if (open.Count > 0)
        {
            yield return $"seccompProfile (pod or {Containers(open)} must set securityContext.seccompProfile.type to \"RuntimeDefault\" or \"Localhost\")";
        }
    }

    private static string? Capabilities(List<JsonObject> all)
    {
        var keeping = all.Where(c => !(c.Array("securityContext", "capabilities", "drop") ?? []).Any(d => d.Text() == "ALL")).ToList();
        var adding = all.Where(c => Added(c).Any(a => a != "NET_BIND_SERVICE")).ToList();
        var parts = new List<string>();
        if (keeping.Count > 0)
        {
            parts.Add($"{Containers(keeping)} must set securityContext.capabilities.drop=[\"ALL\"]");
        }

        if (adding.Count > 0)
        {
            parts.Add($"{Containers(adding)} must not include {Quoted(adding.SelectMany(Added).Where(a => a != "NET_BIND_SERVICE"))} in securityContext.capabilities.add");
        }

        return parts.Count == 0 ? null : $"unrestricted capabilities ({string.Join("; ", parts)})";
    }

    private static IEnumerable<string> VolumeFaults(JsonObject spec)
    {
        var bad = spec.Objects("volumes").Where(v => v.Any(p => !Volumes.Contains(p.Key))).ToList();
        if (bad.Count > 0)
        {
            var names = Quoted(bad.Select(v => v.Text("name") ?? ""));
            var types = Quoted(bad.SelectMany(v => v.Select(p => p.Key)).Where(k => !Volumes.Contains(k)));
            yield return bad.Count == 1
                ? $"restricted volume types (volume {names} uses restricted volume type {types})"
                : $"restricted volume types (volumes {names} use restricted volume types {types})";
        }
    }

    private static IEnumerable<string> Added(JsonObject container) => (container.Array("securityContext", "capabilities", "add") ?? []).Select(a => a.Text() ?? "");

    private static string Containers(List<JsonObject> all) => (all.Count > 1 ? "containers " : "container ") + Quoted(all.Select(c => c.Text("name") ?? ""));

    private static string Quoted(IEnumerable<string> names) => string.Join(", ", names.Distinct().Select(n => $"\"{n}\""));
}
