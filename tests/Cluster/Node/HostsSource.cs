using System.Text;

namespace CanaryMesh.Cluster.Node;

/// <summary>The names pods can resolve. Whoever knows the cluster's Services sets them; pods hear of each change.</summary>
public sealed class HostsSource
{
    private volatile IReadOnlyList<HostName> names = [];

    /// <summary>Raised after the names have changed.</summary>
    public event EventHandler? Changed;

    public void Set(IReadOnlyList<HostName> fresh)
    {
        if (!names.SequenceEqual(fresh))
        {
            names = fresh;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    /// <summary>The hosts file of a pod.</summary>
    internal string File(string @namespace, string podIp, string hostName, IEnumerable<string> aliases)
    {
        var text = new StringBuilder("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\n");
        text.Append(podIp).Append('\t').Append(hostName).Append('\n');
        foreach (var name in names)
        {
            text.Append(name.Address).Append('\t').Append(name.Service).Append('.').Append(name.Namespace).Append(".svc.cluster.local ")
                .Append(name.Service).Append('.').Append(name.Namespace).Append(".svc ").Append(name.Service).Append('.').Append(name.Namespace);
            text.Append(name.Namespace == @namespace ? $" {name.Service}\n" : "\n");
        }

        foreach (var alias in aliases)
        {
            text.Append(alias).Append('\n');
        }

        return text.ToString();
    }
}
