namespace Reception.Domain.Queues;

/// <summary>
/// An ordered collection that also answers "which place has this key" and "which is the first item that measures at least so
/// much", all in O(log n). One structure serves both sides of a match: waiting work (first in order that is light enough) and
/// waiting agents (longest idle with enough free weight).
/// <para>
/// A weight-balanced binary search tree (Nievergelt and Reingold 1973) with the balance parameters ⟨3, 2⟩, proven sound by
/// Hirai and Yamamoto, "Balancing weight-balanced trees", JFP 21(3), 2011. The subtree sizes that it balances by are the order
/// statistics; each node also carries the largest measure below it. No randomness: the same operations give the same tree.
/// </para>
/// </summary>
public sealed class RankedTree<TKey, TItem>
    where TKey : IComparable<TKey>
    where TItem : class
{
    private const int Delta = 3;
    private const int Gamma = 2;

    private Node? _root;

    /// <summary>The node taken out last, for the next that comes in: moving an item costs no memory.</summary>
    private Node? _spare;

    public int Count => SizeOf(_root);

    /// <summary>The largest measure in the tree; <see cref="int.MinValue"/> when empty.</summary>
    public int BestMeasure => BestOf(_root);

    /// <summary>Throws <see cref="ArgumentException"/> when the key is there already.</summary>
    public void Add(TKey key, TItem item, int measure) => _root = Insert(_root, key, item, measure);

    /// <summary>False when the key is not there.</summary>
    public bool Remove(TKey key)
    {
        if (Find(key) is null) return false;
        _root = Delete(_root, key);
        return true;
    }

    /// <summary>False when the key is not there.</summary>
    public bool SetMeasure(TKey key, int measure)
    {
        if (Find(key) is null) return false;
        Change(_root!, key, measure);
        return true;
    }

    /// <summary>The place of a key, 1 = first; 0 when it is not there.</summary>
    public int PlaceOf(TKey key)
    {
        var before = 0;
        for (var node = _root; node is not null;)
        {
            var order = key.CompareTo(node.Key);
            if (order == 0) return before + SizeOf(node.Left) + 1;
            if (order > 0) before += SizeOf(node.Left) + 1;
            node = order < 0 ? node.Left : node.Right;
        }
        return 0;
    }

    /// <summary>The first item that measures at least <paramref name="atLeast"/>; null when there is none.</summary>
    public TItem? First(int atLeast) => First(_root, atLeast)?.Item;

    /// <summary>The first such item after <paramref name="key"/> (which need not be in the tree).</summary>
    public TItem? Next(TKey key, int atLeast) => Next(_root, key, atLeast)?.Item;

    /// <summary>All items in order. The tree must not change meanwhile.</summary>
    public IEnumerable<TItem> InOrder()
    {
        var path = new Stack<Node>();
        for (var node = _root; node is not null || path.Count > 0; node = node.Right)
        {
            for (; node is not null; node = node.Left) path.Push(node);
            node = path.Pop();
            yield return node.Item;
        }
    }

    /// <summary>Order, sizes, measures and balance hold everywhere; for tests.</summary>
    internal bool IsSound() => IsSound(_root);

    private static bool IsSound(Node? node) => node is null
        || (IsSound(node.Left) && IsSound(node.Right)
            && (node.Left is null || node.Left.Key.CompareTo(node.Key) < 0)
            && (node.Right is null || node.Right.Key.CompareTo(node.Key) > 0)
            && node.Size == SizeOf(node.Left) + SizeOf(node.Right) + 1
            && node.Best == Math.Max(node.Measure, Math.Max(BestOf(node.Left), BestOf(node.Right)))
            && IsBalanced(node.Left, node.Right) && IsBalanced(node.Right, node.Left));

    private Node? Find(TKey key)
    {
        var node = _root;
        while (node is not null && key.CompareTo(node.Key) is var order && order != 0) node = order < 0 ? node.Left : node.Right;
        return node;
    }

    private static Node? First(Node? node, int atLeast)
    {
        while (node is not null && node.Best >= atLeast)
        {
            if (BestOf(node.Left) >= atLeast) node = node.Left;
            else if (node.Measure >= atLeast) return node;
            else node = node.Right;
        }
        return null;
    }

    private static Node? Next(Node? node, TKey key, int atLeast)
    {
        if (node is null || node.Best < atLeast) return null;
        if (node.Key.CompareTo(key) <= 0) return Next(node.Right, key, atLeast);
        return Next(node.Left, key, atLeast) ?? (node.Measure >= atLeast ? node : First(node.Right, atLeast));
    }

    private Node NewNode(TKey key, TItem item, int measure)
    {
        if (_spare is not { } node) return new Node(key, item, measure);
        _spare = null;
        (node.Key, node.Item, node.Measure, node.Best, node.Size, node.Left, node.Right) = (key, item, measure, measure, 1, null, null);
        return node;
    }

    private Node Take(Node node, Node? heir)
    {
        (node.Item, node.Left, node.Right) = (null!, null, null);
        _spare = node;
        return heir!;
    }

    private Node Insert(Node? node, TKey key, TItem item, int measure)
    {
        if (node is null) return NewNode(key, item, measure);
        var order = key.CompareTo(node.Key);
        if (order == 0) throw new ArgumentException($"The key {key} is there already.", nameof(key));
        if (order < 0) node.Left = Insert(node.Left, key, item, measure);
        else node.Right = Insert(node.Right, key, item, measure);
        return Balance(node);
    }

    private Node? Delete(Node? node, TKey key)
    {
        var order = key.CompareTo(node!.Key);
        if (order < 0) node.Left = Delete(node.Left, key);
        else if (order > 0) node.Right = Delete(node.Right, key);
        else if (node.Left is null) return Take(node, node.Right);
        else if (node.Right is null) return Take(node, node.Left);
        else
        {
            var heir = node.Right;
            while (heir.Left is not null) heir = heir.Left;
            var (key2, item2, measure2) = (heir.Key, heir.Item, heir.Measure);
            node.Right = Delete(node.Right, key2);
            (node.Key, node.Item, node.Measure) = (key2, item2, measure2);
        }
        return Balance(node);
    }

    private static void Change(Node node, TKey key, int measure)
    {
        var order = key.CompareTo(node.Key);
        if (order == 0) node.Measure = measure;
        else Change(order < 0 ? node.Left! : node.Right!, key, measure);
        Update(node);
    }

    private static Node Balance(Node node)
    {
        Update(node);
        if (!IsBalanced(node.Left, node.Right))
        {
            if (!IsSingle(node.Right!.Left, node.Right.Right)) node.Right = RotateRight(node.Right);
            return RotateLeft(node);
        }
        if (!IsBalanced(node.Right, node.Left))
        {
            if (!IsSingle(node.Left!.Right, node.Left.Left)) node.Left = RotateLeft(node.Left);
            return RotateRight(node);
        }
        return node;
    }

    private static bool IsBalanced(Node? light, Node? heavy) => Delta * (SizeOf(light) + 1) >= SizeOf(heavy) + 1;

    private static bool IsSingle(Node? inner, Node? outer) => SizeOf(inner) + 1 < Gamma * (SizeOf(outer) + 1);

    private static Node RotateLeft(Node node)
    {
        var up = node.Right!;
        node.Right = up.Left;
        up.Left = node;
        Update(node);
        Update(up);
        return up;
    }

    private static Node RotateRight(Node node)
    {
        var up = node.Left!;
        node.Left = up.Right;
        up.Right = node;
        Update(node);
        Update(up);
        return up;
    }

    private static void Update(Node node)
    {
        node.Size = SizeOf(node.Left) + SizeOf(node.Right) + 1;
        node.Best = Math.Max(node.Measure, Math.Max(BestOf(node.Left), BestOf(node.Right)));
    }

    private static int SizeOf(Node? node) => node?.Size ?? 0;

    private static int BestOf(Node? node) => node?.Best ?? int.MinValue;

    private sealed class Node(TKey key, TItem item, int measure)
    {
        public TKey Key = key;
        public TItem Item = item;
        public int Measure = measure;
        public int Best = measure;
        public int Size = 1;
        public Node? Left;
        public Node? Right;
    }
}
