using System.Text.Json.Nodes;

namespace CanaryMesh.Cluster.Kinds;

/// <summary>What is particular to a kind; a rule left out does nothing.</summary>
internal sealed record KindRules
{
    /// <summary>Fills in what the client left out.</summary>
    public Action<JsonObject> Default { get; init; } = _ => { };

    /// <summary>Sets what the server owns in a new object.</summary>
    public Action<JsonObject> PrepareCreate { get; init; } = _ => { };

    /// <summary>Keeps what the server owns; new, old.</summary>
    public Action<JsonObject, JsonObject> PrepareUpdate { get; init; } = (_, _) => { };

    /// <summary>Frees what the object held, once it is gone.</summary>
    public Action<JsonObject> Deleted { get; init; } = _ => { };

    /// <summary>Whether a change of annotations, too, is a new generation.</summary>
    public bool CountsAnnotations { get; init; }

    /// <summary>Adds the faults of an object.</summary>
    public Action<JsonObject, FieldFaults> Validate { get; init; } = (_, _) => { };

    /// <summary>Adds the faults of a written status.</summary>
    public Action<JsonObject, FieldFaults> ValidateStatus { get; init; } = (_, _) => { };

    /// <summary>What the client is to be warned about.</summary>
    public Func<JsonObject, IEnumerable<string>> Warn { get; init; } = _ => [];

    /// <summary>Adds what is a fault in a client's object, though the cluster's own parts, whose pods have loopback addresses, may do it.</summary>
    public Action<JsonObject, FieldFaults> ValidateOutside { get; init; } = (_, _) => { };

    /// <summary>Sets what keeps an object that is to be deleted.</summary>
    public Action<JsonObject> PrepareDelete { get; init; } = _ => { };

    /// <summary>Adds the faults of a change; new, old.</summary>
    public Action<JsonObject, JsonObject, FieldFaults> ValidateUpdate { get; init; } = (_, _, _) => { };
}
