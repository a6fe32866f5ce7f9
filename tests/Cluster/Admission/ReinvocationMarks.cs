using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Admission;

/// <summary>Which webhooks were called, and which have to be called again.</summary>
internal sealed class ReinvocationMarks
{
    private readonly HashSet<string> invoked = [];
    private readonly HashSet<string> required = [];

    public int Round { get; set; }

    public bool Changed { get; set; }

    public JsonObject? LastOutput { get; set; }

    public bool IsRequired(Webhook hook) => required.Contains(hook.Id);

    public void Invoked(Webhook hook) => invoked.Add(hook.Id);

    public void RequireAgain()
    {
        required.UnionWith(invoked);
        invoked.Clear();
    }
}
