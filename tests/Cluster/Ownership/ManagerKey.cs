namespace CanaryMesh.Cluster.Ownership;

/// <summary>Whose fields: manager, operation, version and subresource together.</summary>
internal sealed record ManagerKey(string Manager, string Operation, string ApiVersion, string? Subresource)
{
    /// <summary>As conflicts name it.</summary>
    public string Words =>
        $"\"{Manager}\"" + (Subresource is null ? "" : $" with subresource \"{Subresource}\"") + (Operation == "Update" ? $" using {ApiVersion}" : "");
}
