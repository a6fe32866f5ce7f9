using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;

namespace CanaryMesh.Cluster.Schemas;

/// <summary>The built-in kinds' types, read off the client library's models.</summary>
internal static class ModelTypes
{
    private static readonly Lazy<Dictionary<(string Group, string Version, string Kind), Type>> Entities = new(() =>
        typeof(V1Pod).Assembly.GetTypes()
            .Select(t => (Type: t, Entity: t.GetCustomAttribute<KubernetesEntityAttribute>()))
            .Where(p => p.Entity is not null)
            .GroupBy(p => (p.Entity!.Group ?? "", p.Entity.ApiVersion, p.Entity.Kind))
            .ToDictionary(g => g.Key, g => g.First().Type));

    private static readonly ConcurrentDictionary<Type, FieldType> Structs = new();

    public static FieldType? Find(string group, string version, string kind) =>
        Entities.Value.TryGetValue((group, version, kind), out var type) ? Struct(type) : null;

    public static FieldType Metadata => Struct(typeof(V1ObjectMeta));

    private static FieldType Struct(Type type, string owner = "", string field = "")
    {
        var plain = Structs.GetOrAdd(type, t => new FieldType(FieldShape.Struct)
        {
            Name = t.Name,
            Atomic = MergeRules.Atomic(t.Name),
            FieldSource = () => Fields(t),
        });
        return ZeroRules.Always(owner, field) || MergeRules.RetainsKeys(owner, field)
            ? new FieldType(FieldShape.Struct)
            {
                Name = plain.Name,
                Atomic = plain.Atomic,
                FieldSource = () => plain.Fields,
                Always = ZeroRules.Always(owner, field),
                RetainKeys = MergeRules.RetainsKeys(owner, field),
            }
            : plain;
    }

    private static Dictionary<string, FieldType> Fields(Type type)
    {
        var fields = new Dictionary<string, FieldType>(StringComparer.Ordinal);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name is { } name)
            {
                fields[name] = Of(property.PropertyType, type.Name, name);
            }
        }

        return fields;
    }

    private static FieldType Of(Type type, string owner, string field)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type.IsGenericType && type.GetGenericArguments() is { Length: 2 } pair)
        {
            return new FieldType(FieldShape.Map)
            {
                Element = Of(pair[1], owner, field + "[]"),
                Atomic = MergeRules.AtomicMap(owner, field),
                OmitZero = ZeroRules.OmitZero(owner, field, FieldShape.Map),
            };
        }

        if (type.IsGenericType && type.GetGenericArguments() is { Length: 1 } single)
        {
            return List(single[0], owner, field);
        }

        return Scalar(type, owner, field) is { } shape
            ? new FieldType(shape) { OmitZero = !field.EndsWith("[]", StringComparison.Ordinal) && ZeroRules.OmitZero(owner, field, shape) }
            : Struct(type, owner, field);
    }

    private static FieldType List(Type element, string owner, string field)
    {
        var (mergeKey, retain, rule, keys) = MergeRules.List(owner, field);
        return new FieldType(FieldShape.List)
        {
            Element = Of(element, owner, field + "[]"),
            MergeKey = mergeKey,
            RetainKeys = retain,
            Rule = rule,
            Keys = keys,
            OmitZero = ZeroRules.OmitZero(owner, field, FieldShape.List),
        };
    }

    private static FieldShape? Scalar(Type type, string owner, string field) => type switch
    {
        _ when type == typeof(string) => FieldShape.Text,
        _ when type == typeof(int) => FieldShape.Integer,
        _ when type == typeof(long) => FieldShape.Long,
        _ when type == typeof(double) => FieldShape.Number,
        _ when type == typeof(bool) => FieldShape.Flag,
        _ when type == typeof(DateTime) => ZeroRules.Micro(owner, field) ? FieldShape.MicroTime : FieldShape.Time,
        _ when type == typeof(byte[]) => FieldShape.Bytes,
        _ when type == typeof(object) => FieldShape.Any,
        _ when type == typeof(IntOrString) => FieldShape.IntOrString,
        _ when type == typeof(ResourceQuantity) => FieldShape.Quantity,
        _ => null,
    };
}
